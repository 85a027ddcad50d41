import type { EpochMs } from "../../../lib/domain/time.ts";
import type { AccountSpec, Change } from "../../../lib/sim/spec.ts";

/** What goes wrong, or does not. */
export type LoopScenarioKind =
  | "flood"
  | "leech"
  | "loop"
  | "retry-storm"
  | "duration"
  | "chain"
  | "many"
  | "hidden"
  | "benign"
  | "impaired";

/** A stretch in which a part of AWS answers nobody, the guard as little as its rivals. */
export type Outage = {
  readonly of: "metrics" | "control-plane";
  /** Inclusive. */
  readonly fromMs: EpochMs;
  /** Exclusive. */
  readonly untilMs: EpochMs;
};

/** One story that every policy plays, minute by minute, in a simulated account of its own. */
export type LoopScenario = {
  /** kebab-case, unique in the suite. */
  readonly name: string;
  readonly kind: LoopScenarioKind;
  /** One plain sentence. */
  readonly title: string;
  /** Begins 14 days before `startMs`, so that there is a history to learn from. */
  readonly account: AccountSpec;
  readonly changes: readonly Change[];
  /** The functions a perfect guard stops; nobody else may be. Empty where nothing is wrong. */
  readonly attacked: readonly string[];
  /** Absent where nothing is wrong. */
  readonly attackBeginsMs?: EpochMs;
  /** The guards live in [startMs, endMs): 12 to 16 h, so that the late ones get their turn. */
  readonly startMs: EpochMs;
  /** An hour or two after the attack has ended, so that restores can be seen. */
  readonly endMs: EpochMs;
  readonly outages: readonly Outage[];
  /** The owner's overcurrent.yml, in enforce mode. */
  readonly policyText: string;
};
