import type { GuardUsage } from "../../../../lib/domain/guard-usage.ts";
import { USD_PER_METRIC_READ } from "../../../../lib/pricing/guard-rates.ts";
import { type AttackPlace, PLACES } from "../fleet/draw-attacks.ts";
import { type AttackOutcome, type ContestOutcome, WATCHERS, type WatcherName } from "./contest-task.ts";
import { MONTH_MINUTES } from "./fixed-usage.ts";
import { ATTACKS_A_MONTH, guardMonth } from "./guard-month.ts";
import { type Lateness, lateness } from "./lateness.ts";
import { peerUsdPerMonth } from "./prices-of-peers.ts";

export type WatcherReport = {
  /** List price beyond the free requests and the free alarms; `null`: AWS allows no so many. */
  readonly usdPerMonth: number | null;
  readonly dangerous: Lateness;
  readonly sudden: Lateness;
  readonly leeches: Lateness;
  readonly byPlace: Readonly<Record<AttackPlace, Lateness>>;
  readonly small: Lateness;
  /** Incidents, or functions in alarm, a week over the whole fleet in which nobody attacks. */
  readonly falseAlarmsPerWeek: number;
  readonly meanUsdUntilSeen: number;
};

export type ContestReport = {
  readonly functions: number;
  readonly limitUsdPerMonth: number;
  readonly fleetUsdPerMonth: number;
  readonly watchers: Readonly<Record<WatcherName, WatcherReport>>;
  readonly guard: {
    readonly bill: readonly { readonly item: string; readonly quantity: number; readonly usd: number }[];
    readonly readsPerQuietMinute: number;
    readonly readsPerAttackedMinute: number;
    readonly trippedMinutesPerDay: number;
    /** What looking closer for no reason costs a month. */
    readonly falseTripsUsdPerMonth: number;
    readonly requestsPerTick: { readonly mean: number; readonly most: number };
    readonly secondsPerTick: { readonly mean: number; readonly most: number };
    readonly peakMiB: number;
  };
  /** What the sweep, being slower than each minute, lets burn, beside what it saves. */
  readonly unseen: {
    readonly usdPerAttack: number;
    readonly usdPerSmallAttack: number;
    readonly usdPerMonth: number;
    readonly readsSavedUsdPerMonth: number;
  };
};

const WEEK_MINUTES = 7 * 1_440;
const DAY_MINUTES = 1_440;

export function contestReport(outcome: ContestOutcome): ContestReport {
  const { task, quiet, attacks } = outcome;
  const dangerous = attacks.filter(({ isSmall }) => !isSmall);
  const small = attacks.filter(({ isSmall }) => isSmall);
  const bill = guardMonth(outcome);
  const watchers = Object.fromEntries(
    WATCHERS.map((name): [WatcherName, WatcherReport] => [
      name,
      {
        usdPerMonth: name === "overcurrent" ? bill.billedUsd : peerUsdPerMonth(name, task.functions),
        dangerous: lateness(dangerous, name),
        sudden: lateness(
          dangerous.filter(({ kind }) => kind !== "leech"),
          name,
        ),
        leeches: lateness(
          dangerous.filter(({ kind }) => kind === "leech"),
          name,
        ),
        byPlace: Object.fromEntries(
          PLACES.map((place) => [
            place,
            lateness(
              dangerous.filter((one) => one.place === place && one.kind !== "leech"),
              name,
            ),
          ]),
        ) as Record<AttackPlace, Lateness>,
        small: lateness(small, name),
        falseAlarmsPerWeek: falseAlarmsPerWeek(outcome, name),
        meanUsdUntilSeen: mean(dangerous.map(({ usdUntilSeen }) => usdUntilSeen[name])),
      },
    ]),
  ) as Record<WatcherName, WatcherReport>;

  const late = (list: readonly AttackOutcome[]): number =>
    mean(list.map(({ usdUntilSeen }) => Math.max(0, usdUntilSeen.overcurrent - usdUntilSeen.poll1)));
  const quietReads = readsOf(quiet.guardUsage) / quiet.minutes;
  const attackedReads = ratio(
    attacks.reduce((reads, { guardUsage }) => reads + readsOf(guardUsage), 0),
    attacks.reduce((minutes, { guardMinutes }) => minutes + guardMinutes, 0),
  );
  const everyMinuteUsd = task.functions * MONTH_MINUTES * USD_PER_METRIC_READ;
  return {
    functions: task.functions,
    limitUsdPerMonth: task.limitUsdPerMonth,
    fleetUsdPerMonth: outcome.fleetUsdPerMonth,
    watchers,
    guard: {
      bill: bill.lines.map(({ item, quantity, billedUsd }) => ({ item, quantity, usd: billedUsd })),
      readsPerQuietMinute: quietReads,
      readsPerAttackedMinute: attackedReads,
      trippedMinutesPerDay: (quiet.trippedMinutes / quiet.minutes) * DAY_MINUTES,
      falseTripsUsdPerMonth: (quiet.trippedReads / quiet.minutes) * MONTH_MINUTES * USD_PER_METRIC_READ,
      requestsPerTick: quiet.requestsPerTick,
      secondsPerTick: quiet.secondsPerTick,
      peakMiB: outcome.peakMiB,
    },
    unseen: {
      usdPerAttack: late(dangerous),
      usdPerSmallAttack: late(small),
      usdPerMonth: ATTACKS_A_MONTH * late(dangerous),
      readsSavedUsdPerMonth: Math.max(0, everyMinuteUsd - quietReads * MONTH_MINUTES * USD_PER_METRIC_READ),
    },
  };
}

function falseAlarmsPerWeek({ task, quiet }: ContestOutcome, name: WatcherName): number {
  const perMinute =
    name === "overcurrent"
      ? quiet.falseIncidents / quiet.allMinutes
      : ((quiet.falseAlarms[name] / quiet.allMinutes) * task.functions) / Math.max(1, quiet.sampledFunctions);
  return perMinute * WEEK_MINUTES;
}

const readsOf = ({ getMetricDataMetrics, insightsMetricsAnalyzed }: GuardUsage): number =>
  getMetricDataMetrics + insightsMetricsAnalyzed;
const ratio = (one: number, other: number): number => (other === 0 ? 0 : one / other);
const mean = (values: readonly number[]): number =>
  ratio(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
