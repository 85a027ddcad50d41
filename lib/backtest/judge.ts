import { judgeFunction } from "../detect/judge.ts";
import type { Verdict } from "../domain/anomaly.ts";
import type { AccountLimits, FunctionProfile } from "../domain/function-profile.ts";
import { CLOSER_LOOK, FIRST_LOOK, type Measurement, type Window } from "../domain/observation.ts";
import { type EpochMs, HOUR_MS } from "../domain/time.ts";
import type { LambdaPrices } from "../pricing/prices.ts";
import { firstLookAt } from "../watch/first-look.ts";
import { turnOf } from "../watch/turn-of.ts";
import { longRange, tickRange } from "../watch/window.ts";
import type { Minutes } from "./minutes.ts";
import type { NightlyBaselines } from "./nightly-baselines.ts";
import { visibleLongWindow, visibleWindow } from "./visible-window.ts";

export type LookRequest = {
  readonly nowMs: EpochMs;
  /** Whether the function has an open incident or an active breaker: then it is looked at closely in any case. */
  readonly isSuspect: boolean;
  /** The metrics, as recorded or as they would be under the brakes that this replay has set. */
  readonly minutes: Minutes;
  /** End of the last minute in which they differ from the recording. */
  readonly changedUntilMs: EpochMs;
};

/**
 * Looks as a tick does: at runs and durations first, at the last hours when it is their turn, at the witnesses only where
 * that gives reason to.
 */
export type Judge = (request: LookRequest) => Verdict;

export type JudgeTerms = {
  readonly profile: FunctionProfile;
  readonly baselineAt: NightlyBaselines;
  readonly prices: LambdaPrices;
  readonly limits: AccountLimits;
  readonly riskHours: number;
  /** Time from one look to the next. */
  readonly stepMs: number;
};

/**
 * Judging is what a replay spends its time on, and what was recorded is judged alike under every policy: such verdicts are
 * remembered, so that trying another policy costs next to nothing.
 */
export function rememberingJudge({ baselineAt, stepMs, ...terms }: JudgeTerms): Judge {
  const { functionName } = terms.profile;
  // Most looks find nothing, each in words of its own; one verdict stands for all of them.
  const quiet: Verdict = { kind: "quiet", functionName, reason: "as usual" };
  const remembered = new Map<string, Map<EpochMs, Verdict>>();

  return ({ nowMs, isSuspect, minutes, changedUntilMs }) => {
    const isLong = isLongLook(functionName, nowMs, stepMs, isSuspect);
    const { startMs } = isLong ? longRange(nowMs) : tickRange(nowMs);
    const isAsRecorded = changedUntilMs <= startMs;

    function look(depth: "first" | "closer"): Verdict {
      const memory = memoryOf(remembered, `${depth} ${isLong}`);
      const known = isAsRecorded ? memory.get(nowMs) : undefined;
      if (known !== undefined) return known;
      const baseline = baselineAt(nowMs);
      const measurements = firstLookAt(terms.profile, baseline, false);
      const verdict = judgeFunction({
        ...terms,
        baseline,
        window: only(
          visibleWindow(functionName, minutes, nowMs),
          depth === "first" ? measurements : [...FIRST_LOOK, ...CLOSER_LOOK],
        ),
        ...(isLong && { longWindow: visibleLongWindow(functionName, minutes, nowMs) }),
        nowMs,
      });
      if (isAsRecorded) memory.set(nowMs, verdict.kind === "quiet" ? quiet : verdict);
      return verdict;
    }
    const first = look("first");
    const isWorthACloserLook = first.kind === "anomalous" || (first.kind === "quiet" && isSuspect);
    return isWorthACloserLook ? look("closer") : first;
  };
}

/** Once an hour, as where the guard's own bill leaves room for it; a suspect's last hours are read each time. */
function isLongLook(functionName: string, nowMs: EpochMs, stepMs: number, isSuspect: boolean): boolean {
  const turns = Math.max(1, Math.round(HOUR_MS / stepMs));
  return isSuspect || turnOf(functionName, turns) === Math.floor(nowMs / stepMs) % turns;
}

function memoryOf<Key, Value>(memories: Map<Key, Map<EpochMs, Value>>, key: Key): Map<EpochMs, Value> {
  const known = memories.get(key);
  if (known !== undefined) return known;
  const memory = new Map<EpochMs, Value>();
  memories.set(key, memory);
  return memory;
}

function only(window: Window, measurements: readonly Measurement[]): Window {
  const series: Partial<Record<Measurement, readonly number[]>> = {};
  for (const measurement of measurements) {
    const values = window.series[measurement];
    if (values !== undefined) series[measurement] = values;
  }
  return { ...window, series };
}
