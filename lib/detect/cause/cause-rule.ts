import type { Cause, Signal, SignalKind } from "../../domain/anomaly.ts";
import type { DetectorInput } from "../detector.ts";

export type CauseInput = DetectorInput & {
  /** Signals at or above their cut. */
  readonly signals: readonly Signal[];
  /** Index of the first abnormal minute of the present stretch. */
  readonly began: number;
};

/** The sentence gives numbers, times and names that a person can check. */
export type CauseFinding = { readonly cause: Cause; readonly sentence: string };

/** One known pattern: what it looks like, and what was seen of it; `undefined` where it does not fit. */
export type CauseRule = (input: CauseInput) => CauseFinding | undefined;

export const has = ({ signals }: CauseInput, ...kinds: readonly SignalKind[]): boolean =>
  signals.some(({ kind }) => kinds.includes(kind));

export const signalOf = ({ signals }: CauseInput, kind: SignalKind): Signal | undefined =>
  signals.find((signal) => signal.kind === kind);
