import type { EpochMs } from "../../../lib/domain/time.ts";

/** What a detector must find. Their shapes are in generate/attacks.ts. */
export const ATTACK_KINDS = [
  "flood50",
  "flood10",
  "flood3",
  "leech",
  "recursion",
  "retry",
  "night",
  "dormant",
] as const;

/** What a detector must leave alone. Their shapes are in generate/benign.ts. */
export const BENIGN_KINDS = ["deploy_step", "batch_job", "weekly", "blip", "none"] as const;

export type AttackKind = (typeof ATTACK_KINDS)[number];
export type BenignKind = (typeof BENIGN_KINDS)[number];
export type ItemKind = AttackKind | BenignKind;

export const isAttackKind = (kind: ItemKind): kind is AttackKind =>
  ATTACK_KINDS.some((attack) => attack === kind);

/** Equal steps without a gap; the row `index` counts what began at `startMs + index * stepSeconds * 1000`. */
export type CountSeries = {
  readonly startMs: EpochMs;
  readonly stepSeconds: number;
  readonly values: readonly number[];
};

/** Rows from `from` up to but not including `until`. */
export type RowRange = { readonly from: number; readonly until: number };

/** Both ends included. */
export type TimeWindow = { readonly fromMs: EpochMs; readonly untilMs: EpochMs };

/** Fourteen days of history and one test day of one function, with what was put into it. */
export type BenchItem = {
  readonly id: string;
  readonly kind: ItemKind;
  /** Name of the series that it was cut from. */
  readonly base: string;
  readonly startMs: EpochMs;
  readonly stepSeconds: number;
  /** The counts, and for a retry storm its errors beside them; all of one length. */
  readonly series: readonly CountSeries[];
  /** First row of the test day. */
  readonly testFrom: number;
  readonly attack: RowRange | undefined;
  /** Row by row of `attack`: how many of the counts are its. */
  readonly excess: readonly number[];
  readonly benign: RowRange | undefined;
  /** Where the same attack was put into the history, to be learned as normal by a detector that lets it. */
  readonly poison: RowRange | undefined;
  /** Bursts that the source marks as anomalies: an alarm there is neither right nor wrong. */
  readonly labelledWindows: readonly TimeWindow[];
};
