import type { ActuationOutcome, ActuationRequest, Refusal } from "../domain/actuation.ts";
import type { Breaker } from "../domain/breaker.ts";
import type { Catalogue } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import type { Incident } from "../domain/incident.ts";
import type { Operator } from "../domain/operator.ts";
import type { Mode } from "../domain/plan.ts";
import type { Result } from "../domain/result.ts";
import { type Clock, type EpochMs, MINUTE_MS } from "../domain/time.ts";
import type { Actuator } from "../ports/messaging.ts";
import type {
  AlertOutbox,
  BaselineStore,
  BreakerStore,
  CatalogueStore,
  IncidentStore,
} from "../ports/stores.ts";

/** How long a person's order may last, in minutes: 5 minutes to 7 days. */
export const ORDER_EXPIRY_MINUTES = { least: 5, most: 10_080 } as const;

/** Four hours: below the six after which Lambda gives up on the asynchronous events that wait behind a brake. */
export const DEFAULT_KILL_MINUTES = 240;

/** A day: nothing waits behind a hold of a running function, so it may outlast the person's shift. */
export const DEFAULT_HOLD_MINUTES = 1_440;

/**
 * What a person may order for one function.
 * - `kill`: brake it now and keep it braked, also in observe mode and without a baseline.
 * - `restore`: put everything back as it was; the guard keeps off this incident from then on.
 * - `hold`: keep it as it is: a running one is left alone by the guard, a tripped one stays tripped without probes.
 * - `release`: give it back to the guard: a braked one is probed at once, one left alone is guarded again.
 */
export type OperatorOrder = {
  readonly verb: "kill" | "restore" | "hold" | "release";
  readonly functionName: string;
  /** Why, in the person's words; kept in the ledger. */
  readonly reason: string;
  readonly by: Operator;
  /** Only for `kill` (default 240) and `hold` (default 1,440); 5 to 10,080. */
  readonly expiresInMinutes?: number;
};

/** The state of the guard at one moment. Nothing listed, learned or tripped yet are honest states, not faults. */
export type StatusReport = {
  readonly atMs: EpochMs;
  readonly mode: Mode;
  /** Functions in the last inventory; 0 without one. */
  readonly functions: number;
  /** Absent: no inventory was taken yet. */
  readonly catalogueTakenAtMs?: EpochMs;
  /** Functions with a learned baseline. */
  readonly baselines: number;
  /** Absent: nothing was learned yet. */
  readonly baselinesLearnedAtMs?: EpochMs;
  /** Those that are not plainly armed. */
  readonly breakers: readonly Breaker[];
  readonly openIncidents: readonly Incident[];
  /** What the last inventory could not ask; a function named here is never acted on. */
  readonly unanswered: Catalogue["unanswered"];
  readonly unsentAlerts: number;
};

/** All that the CLI, the API and the page can ask for. Every method throws CloudCallError when a store does not answer. */
export type OperatorCommands = {
  status(): Promise<StatusReport>;
  /** `limit` counts the resolved ones, newest first; open ones are all shown. */
  incidents(limit: number): Promise<{
    readonly open: readonly Incident[];
    readonly resolved: readonly Incident[];
  }>;
  /**
   * Asks `actuate` and waits for what came of it. A `busy` refusal may be repeated as it is.
   * @throws {RangeError} when `expiresInMinutes` is outside `ORDER_EXPIRY_MINUTES`
   */
  order(order: OperatorOrder): Promise<Result<ActuationOutcome, Refusal>>;
};

export type OperatorCommandsDeps = {
  readonly clock: Clock;
  readonly policy: GuardPolicy;
  readonly catalogue: CatalogueStore;
  readonly baselines: BaselineStore;
  readonly breakers: BreakerStore;
  readonly incidents: IncidentStore;
  readonly outbox: AlertOutbox;
  readonly actuator: Actuator;
};

export function operatorCommands(deps: OperatorCommandsDeps): OperatorCommands {
  return {
    status: () => reportStatus(deps),
    async incidents(limit) {
      const [open, resolved] = await Promise.all([
        deps.incidents.listOpen(),
        deps.incidents.listResolved(limit),
      ]);
      return { open, resolved };
    },
    order: async (order) => deps.actuator.ask(requestFor(order, deps.clock())),
  };
}

async function reportStatus(deps: OperatorCommandsDeps): Promise<StatusReport> {
  const [catalogue, baselines, breakers, openIncidents, unsent] = await Promise.all([
    deps.catalogue.load(),
    deps.baselines.load(),
    deps.breakers.listActive(),
    deps.incidents.listOpen(),
    deps.outbox.listUnsent(),
  ]);
  const ofFunctions = baselines.filter((baseline) => baseline.functionName !== undefined);
  return {
    atMs: deps.clock(),
    mode: deps.policy.mode,
    functions: catalogue?.functions.length ?? 0,
    ...(catalogue && { catalogueTakenAtMs: catalogue.takenAtMs }),
    baselines: ofFunctions.length,
    ...(baselines.length > 0 && {
      baselinesLearnedAtMs: Math.max(...baselines.map((baseline) => baseline.learnedAtMs)),
    }),
    breakers,
    openIncidents,
    unanswered: catalogue?.unanswered ?? [],
    unsentAlerts: unsent.length,
  };
}

function requestFor(order: OperatorOrder, nowMs: EpochMs): ActuationRequest {
  const { functionName, reason, by } = order;
  switch (order.verb) {
    case "kill":
      return {
        kind: "operator-kill",
        functionName,
        reason,
        by,
        expiresAtMs: expiry(order, DEFAULT_KILL_MINUTES, nowMs),
      };
    case "hold":
      return {
        kind: "operator-hold",
        functionName,
        reason,
        by,
        expiresAtMs: expiry(order, DEFAULT_HOLD_MINUTES, nowMs),
      };
    case "restore":
      return { kind: "operator-restore", functionName, reason, by, force: false };
    case "release":
      return { kind: "operator-release", functionName, reason, by };
  }
}

function expiry(order: OperatorOrder, defaultMinutes: number, nowMs: EpochMs): EpochMs {
  const minutes = order.expiresInMinutes ?? defaultMinutes;
  const { least, most } = ORDER_EXPIRY_MINUTES;
  if (!(minutes >= least && minutes <= most))
    throw new RangeError(`expiresInMinutes must be ${least} to ${most}, got ${minutes}`);
  return nowMs + minutes * MINUTE_MS;
}
