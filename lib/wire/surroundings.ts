import { sizedCatalogue } from "../app/fleet-size.ts";
import { callMeter } from "../aws/call-meter.ts";
import { type ClientPlace, documentClient } from "../aws/clients.ts";
import { jsonLog } from "../aws/json-log.ts";
import { type MetricPace, metricPace } from "../aws/metric-pace.ts";
import { dynamoStores } from "../aws/stores/dynamo-stores.ts";
import type { Table } from "../aws/stores/table.ts";
import { type GuardEnvironment, readGuardEnvironment } from "../config/guard-environment.ts";
import type { GuardPart } from "../domain/guard-usage.ts";
import { type Target, type TargetId, targetId } from "../domain/target.ts";
import type { Clock } from "../domain/time.ts";
import { plainTextAlerts } from "../notify/plain-text-alerts.ts";
import type { AlertWriter } from "../ports/alert-writer.ts";
import type { Log } from "../ports/log.ts";
import type { Stores } from "../ports/stores.ts";
import type { UsageMeter } from "../ports/usage-meter.ts";

/**
 * What every part of the guard works in: its environment, its log, its memory, and the account and region that it looks
 * after. At home when a process starts; `atTarget` makes those of another target out of it.
 */
export type Surroundings = {
  readonly part: GuardPart;
  readonly environment: GuardEnvironment;
  readonly clock: Clock;
  readonly log: Log;
  /** Counts what this part consumes, for whatever target. */
  readonly meter: UsageMeter;
  /** Where the clients speak to that look at functions and change them; the guard's own functions and table are at home. */
  readonly place: ClientPlace;
  /** Shared by all that read metrics there: the quotas are those of an account and region. */
  readonly pace: MetricPace;
  readonly table: Table;
  readonly stores: Stores;
  readonly alerts: AlertWriter;
  /** Absent: at home. */
  readonly target?: Target;
};

/** Called once, when a function starts. @throws {ConfigInvalidError} */
export function surroundingsAtHome(part: GuardPart): Surroundings {
  const environment = readGuardEnvironment();
  const clock: Clock = () => Date.now();
  const meter = callMeter();
  const log = jsonLog(part, meter);
  const table = { documents: documentClient({ meter }), tableName: environment.tableName };
  const { stores, fleetSize } = sizedStores(dynamoStores(table, clock, log));
  const place = { meter, fleetSize };
  const pace = paceOf(environment, clock);
  return { part, environment, clock, log, meter, place, pace, table, stores, alerts: plainTextAlerts };
}

/** A pace of its own for each account and region. */
export const paceOf = ({ metricQuotaRatio }: GuardEnvironment, clock: Clock): MetricPace =>
  metricPace(clock, undefined, metricQuotaRatio);

/** Stores whose catalogue tells what a ranking query over its functions costs. */
export function sizedStores(stores: Stores): { readonly stores: Stores; readonly fleetSize: () => number } {
  const { catalogue, fleetSize } = sizedCatalogue(stores.catalogue);
  return { stores: { ...stores, catalogue }, fleetSize };
}

/** How the orders of these surroundings name where they belong; at home they name nothing. */
export const targetIdOf = ({ target }: Surroundings): TargetId | undefined => target && targetId(target);
