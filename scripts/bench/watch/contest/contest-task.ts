import type { GuardUsage } from "../../../../lib/domain/guard-usage.ts";
import type { AttackKind } from "../fleet/attack.ts";
import type { AttackPlace } from "../fleet/draw-attacks.ts";

export const WATCHERS = ["overcurrent", "poll1", "poll5", "alarms", "bands"] as const;
/**
 * - `overcurrent`: the guard itself, with the limit of its bill.
 * - `poll1`, `poll5`: four metrics of every function each minute, or each five minutes, judged by the guard's own detectors.
 * - `alarms`: an alarm on the billed time of every function, at ten times its usual busy minute.
 * - `bands`: an anomaly detection alarm on the same, three standard deviations wide, three minutes in a row.
 */
export type WatcherName = (typeof WATCHERS)[number];

/** What the process is told first and only. */
export type ContestTask = {
  readonly functions: number;
  readonly seed: number;
  readonly limitUsdPerMonth: number;
  /** Before the quiet minutes that count. */
  readonly settlingMinutes: number;
  readonly quietMinutes: number;
  readonly attacks: number;
  readonly smallAttacks: number;
};

/** How one attack went for each watcher. */
export type AttackOutcome = {
  readonly number: number;
  readonly place: AttackPlace;
  readonly kind: AttackKind;
  readonly functionName: string;
  readonly usdPerHour: number;
  readonly isSmall: boolean;
  /** From its first datapoint until seen; `null`: not in two hours. */
  readonly minutesToSee: Readonly<Record<WatcherName, number | null>>;
  /** What it burned until then, or in the two hours. */
  readonly usdUntilSeen: Readonly<Record<WatcherName, number>>;
  /** What the guard consumed from the first to the last minute of it, and in how many minutes. */
  readonly guardUsage: GuardUsage;
  readonly guardMinutes: number;
};

/** A time in which nobody attacks. */
export type QuietOutcome = {
  /** Those in which is counted, and with those before. */
  readonly minutes: number;
  readonly allMinutes: number;
  readonly guardUsage: GuardUsage;
  /** Minutes in which the total gave reason to look closer. */
  readonly trippedMinutes: number;
  /** In words, also of the time before. */
  readonly tripReasons: readonly string[];
  readonly falseIncidents: number;
  /** Metrics read in those minutes beyond what the others read on average. */
  readonly trippedReads: number;
  readonly requestsPerTick: { readonly mean: number; readonly most: number };
  /** The guard's own work, without what CloudWatch takes to answer. */
  readonly secondsPerTick: { readonly mean: number; readonly most: number };
  /** Of the other watchers: alarms on a sample of the functions, in all. */
  readonly sampledFunctions: number;
  readonly falseAlarms: Readonly<Record<Exclude<WatcherName, "overcurrent">, number>>;
};

export type ContestOutcome = {
  readonly task: ContestTask;
  readonly fleetUsdPerMonth: number;
  readonly quiet: QuietOutcome;
  readonly attacks: readonly AttackOutcome[];
  readonly peakMiB: number;
};

export type ContestNews =
  | { readonly kind: "progress"; readonly done: number; readonly of: number; readonly what: string }
  | { readonly kind: "measured"; readonly outcome: ContestOutcome };
