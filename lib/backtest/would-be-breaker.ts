import { fitToPrior } from "../brake/fit-to-prior.ts";
import { lossAfterMs } from "../brake/loss-clock.ts";
import type { BreakerEvent } from "../breaker/event.ts";
import { type NextStep, nextStep, type StepRules, type UnderBrake } from "../breaker/next-step.ts";
import { transition } from "../breaker/transition.ts";
import { passedUnderBrake } from "../detect/passed.ts";
import { judgeUnderBrake, type SourceArrivals } from "../detect/under-brake.ts";
import { type Breaker, type BreakerState, neverTripped } from "../domain/breaker.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import type { Window } from "../domain/observation.ts";
import type { BrakingPlan } from "../domain/plan.ts";
import type { Setting, SettingValue } from "../domain/setting.ts";
import type { EpochMs } from "../domain/time.ts";
import type { GuardedMinutes } from "./guarded-minutes.ts";
import type { PreparedFunction } from "./prepared-function.ts";
import { visibleWindow } from "./visible-window.ts";

/** The breaker as it would have been, moved by the real state machine. */
export type WouldBeBreaker = {
  present(): Breaker;
  /** Whether there was something to brake. */
  trip(incidentId: string, plan: BrakingPlan, nowMs: EpochMs): boolean;
  /** Probes, trips again and restores as it would be done every minute. Whether it was restored just now. */
  tend(nowMs: EpochMs): boolean;
};

export function wouldBeBreaker(
  prepared: PreparedFunction,
  guarded: GuardedMinutes,
  times: GuardPolicy["breaker"],
  rulesAt: (nowMs: EpochMs) => StepRules,
): WouldBeBreaker {
  const { profile } = prepared;
  let breaker = neverTripped(profile.functionName);

  function move(event: BreakerEvent, nowMs: EpochMs): boolean {
    const next = transition(breaker.state, event, times, nowMs);
    if (next.ok) breaker = { ...breaker, state: next.value, version: breaker.version + 1 };
    return next.ok;
  }

  return {
    present: () => breaker,
    trip(incidentId, { grade, reason, changes: planned }, nowMs) {
      const changes = planned.flatMap((change) => {
        const fitted = fitToPrior(change, priorOf(change.setting, prepared));
        return fitted === undefined ? [] : [fitted];
      });
      return move(
        {
          kind: "trip",
          incidentId,
          grade,
          changes,
          reason,
          lossAfterMs: lossAfterMs(profile, changes),
        },
        nowMs,
      );
    },
    tend(nowMs) {
      const { state } = breaker;
      const seen = lookUnderBrake(prepared, guarded, state, nowMs);
      const next = nextStep(state, seen, rulesAt(nowMs), nowMs);
      const moved = takeStep(next, nowMs);
      // Settings are taken to change at once; in truth an event source takes up to a minute.
      return moved && next.step === "restore" && move({ kind: "restored" }, nowMs);
    },
  };

  function takeStep({ step, reason, drained }: NextStep, nowMs: EpochMs): boolean {
    if (step === "wait") return false;
    if (step === "converge") return move({ kind: "recovered" }, nowMs);
    return move(
      step === "restore" && drained ? { kind: step, reason, drained } : { kind: step, reason },
      nowMs,
    );
  }
}

/** What arrives at queues and streams is not recorded. */
const NO_ARRIVALS: SourceArrivals = new Map();

/** The inventory tells whether a source is on, not its own ceiling. */
function priorOf(setting: Setting, { profile }: PreparedFunction): SettingValue {
  return setting.kind === "concurrency"
    ? { kind: "concurrency", reserved: profile.reservedConcurrency }
    : setting.kind === "pipe"
      ? { kind: "pipe", running: true }
      : { kind: "event-source", enabled: true, maximumConcurrency: "unlimited" };
}

function lookUnderBrake(
  prepared: PreparedFunction,
  guarded: GuardedMinutes,
  state: BreakerState,
  nowMs: EpochMs,
): UnderBrake {
  if (state.kind !== "tripped" && state.kind !== "probing")
    return { calm: { kind: "unclear", reason: `it is ${state.kind}` } };
  const { profile, baselineAt, prices } = prepared;
  const baseline = baselineAt(nowMs);
  const window = demandWindow(prepared, guarded, nowMs);
  return {
    calm: judgeUnderBrake(state, window, profile, baseline, NO_ARRIVALS),
    passed: passedUnderBrake(window, baseline, profile, prices, state.startedAtMs),
  };
}

/** What was recorded is what was asked of the function, whatever a brake lets through of it. */
function demandWindow(prepared: PreparedFunction, guarded: GuardedMinutes, nowMs: EpochMs): Window {
  const { functionName } = prepared.profile;
  const asked = visibleWindow(functionName, prepared.minutes, nowMs).series;
  const passed = visibleWindow(functionName, guarded.minutes, nowMs);
  const runs = passed.series.invocations ?? [];
  const askedRuns = asked.invocations ?? [];
  return {
    ...passed,
    series: {
      ...passed.series,
      errors: passed.series.errors ?? runs.map(() => 0),
      throttles: askedRuns.map(
        (count, index) => count - (runs[index] ?? 0) + (asked.throttles?.[index] ?? 0),
      ),
      asyncEventsReceived: asked.asyncEventsReceived ?? askedRuns,
    },
  };
}
