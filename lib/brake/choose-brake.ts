import type { Baseline } from "../domain/baseline.ts";
import type { BrakeChoice } from "../domain/brake-choice.ts";
import type { AccountLimits, FunctionProfile } from "../domain/function-profile.ts";
import type { FunctionRules } from "../domain/guard-policy.ts";
import type { PlannedChange } from "../domain/plan.ts";
import { type ReadSource, sourcesRead } from "../domain/read-source.ts";
import { triggersWords, triggerWords } from "../domain/trigger-words.ts";
import { type Callers, callersOf, directTriggers } from "./callers.ts";
import { type ConcurrencyBrake, concurrencyBrake } from "./concurrency.ts";
import { type Attack, type ChosenGrade, chooseGrade } from "./grade.ts";
import { whyNotToPause } from "./least-wait.ts";
import { lossClock } from "./loss-clock.ts";
import { pauseSource, roomFor } from "./pause-source.ts";
import { whyNotToBrake } from "./why-not-to-brake.ts";

export type ChooseBrakeInput = {
  readonly profile: FunctionProfile;
  /** Absent for a function that was never learned; then the careful readings apply. */
  readonly baseline: Baseline | undefined;
  readonly limits: AccountLimits;
  readonly rules: Pick<FunctionRules, "invokedBy">;
  /** Absent: a person's order, or the mere question what the brake would be; then it is the full one. */
  readonly attack?: Attack;
};

/**
 * The brake that fits a function's triggers: what is read for it is paused, and what else invokes it is limited by reserved
 * concurrency. Total: every function gets a brake or a reason why none is safe; where only a part can be braked, the reason
 * says what goes on.
 */
export function chooseBrake(input: ChooseBrakeInput): BrakeChoice {
  const { profile, baseline, rules } = input;
  const objection = whyNotToBrake(profile, rules.invokedBy);
  if (objection !== undefined) return { kind: "alert-only", reason: objection };

  const read = sourcesRead(profile.triggers);
  const staying = read.filter((source) => whyNotToPause(source) !== undefined);
  const paused = read.filter((source) => !staying.includes(source));
  const callers = callersOf(profile, baseline);
  const concurrency = brakeCallers(input, callers, paused, staying);
  const changes: readonly PlannedChange[] = [
    ...paused.map((source) =>
      pauseSource(profile.functionName, source, baseline, concurrency?.kind === "change"),
    ),
    ...(concurrency?.kind === "change" ? [concurrency.change] : []),
  ];
  if (changes.length === 0) return { kind: "alert-only", reason: whyNothing(staying, concurrency) };

  const graded = grade(input, callers, paused, concurrency);
  const cap = graded?.grade === "cap" ? graded.cap : undefined;
  const sentences = [
    ...(graded?.grade === "cap" ? [] : fullWords(paused, concurrency)),
    ...(graded === undefined ? [] : [graded.reason]),
    lossClock(profile, changes).sentence,
    ...staying.map(stayingWords),
    ...(concurrency?.kind === "impossible"
      ? [`${otherCallers(profile)} stay unlimited, since ${concurrency.why}`]
      : []),
  ];
  return {
    kind: "brake",
    grade: graded?.grade ?? "full",
    // A cap is only chosen where the reservation is the one change.
    changes: cap === undefined ? changes : changes.map((change) => ({ ...change, cap })),
    reason: sentences.join("; "),
  };
}

/** `undefined` when nobody calls it besides what is read for it. */
function brakeCallers(
  { profile, baseline, limits }: ChooseBrakeInput,
  callers: Callers,
  paused: readonly ReadSource[],
  staying: readonly ReadSource[],
): ConcurrencyBrake | undefined {
  if (callers === "none") return undefined;
  if (staying.length > 0)
    return { kind: "impossible", why: `a reservation would throttle ${triggersWords(staying)}, too` };
  return concurrencyBrake({
    callers: callers === "synchronous" ? "synchronous" : "asynchronous",
    profile,
    baseline,
    limits,
    roomForSources: paused.reduce((sum, source) => sum + roomFor(source, baseline), 0),
  });
}

function grade(
  { attack }: ChooseBrakeInput,
  callers: Callers,
  paused: readonly ReadSource[],
  concurrency: ConcurrencyBrake | undefined,
): ChosenGrade | undefined {
  if (attack === undefined) return undefined;
  const change = concurrency?.kind === "change" ? concurrency.change : undefined;
  return chooseGrade(attack, callers, change, paused.length > 0);
}

/** What the full brake does, in words. */
function fullWords(
  paused: readonly ReadSource[],
  concurrency: ConcurrencyBrake | undefined,
): readonly string[] {
  const keeps = paused.length === 1 ? "is no longer read and keeps its" : "are no longer read and keep their";
  return [
    ...(paused.length > 0 ? [`${triggersWords(paused)} ${keeps} place`] : []),
    ...(concurrency?.kind === "change" ? [concurrency.change.reason] : []),
  ];
}

function whyNothing(staying: readonly ReadSource[], concurrency: ConcurrencyBrake | undefined): string {
  if (staying.length > 0) return staying.map(stayingWords).join("; ");
  if (concurrency?.kind === "impossible") return concurrency.why;
  return concurrency?.kind === "already-lower"
    ? `nothing more can be limited: ${concurrency.why}`
    : "all its event sources are off already and nobody else is known to call it";
}

const stayingWords = (source: ReadSource): string =>
  `${triggerWords(source)} is read on, since ${whyNotToPause(source)}`;

function otherCallers(profile: FunctionProfile): string {
  const direct = directTriggers(profile);
  return direct.length === 0 ? "other callers" : `other callers (${triggersWords(direct)})`;
}
