import { fitToPrior } from "../brake/fit-to-prior.ts";
import { lossAfterMs } from "../brake/loss-clock.ts";
import type { BreakerEvent } from "../breaker/event.ts";
import { transition } from "../breaker/transition.ts";
import { type Calm, type Demand, judgeCalm } from "../detect/calm.ts";
import { type Brake, type Breaker, type BreakerState, brakesOf, neverTripped } from "../domain/breaker.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import type { Window } from "../domain/observation.ts";
import type { PlannedChange } from "../domain/plan.ts";
import type { Setting, SettingValue } from "../domain/setting.ts";
import type { EpochMs } from "../domain/time.ts";
import type { GuardedMinutes } from "./guarded-minutes.ts";
import type { PreparedFunction } from "./prepared-function.ts";
import { visibleWindow } from "./visible-window.ts";

/** What the guard does next about a breaker that is not plainly armed; the use case that tends breakers has the rule. */
export type NextStep = (
  state: BreakerState,
  calm: Calm,
  nowMs: EpochMs,
) => { readonly step: string; readonly reason: string };

/** The breaker as it would have been, moved by the real state machine. */
export type WouldBeBreaker = {
  present(): Breaker;
  /** Whether there was something to brake. */
  trip(incidentId: string, changes: readonly PlannedChange[], reason: string, nowMs: EpochMs): boolean;
  /** Probes, trips again and restores as it would be done every minute. Whether it was restored just now. */
  tend(nowMs: EpochMs): boolean;
};

export function wouldBeBreaker(
  prepared: PreparedFunction,
  guarded: GuardedMinutes,
  times: GuardPolicy["breaker"],
  nextStep: NextStep,
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
    trip(incidentId, planned, reason, nowMs) {
      const changes = planned.flatMap((change) => {
        const fitted = fitToPrior(change, priorOf(change.setting, prepared));
        return fitted === undefined ? [] : [fitted];
      });
      return move(
        {
          kind: "trip",
          incidentId,
          grade: "full",
          changes,
          reason,
          lossAfterMs: lossAfterMs(profile, changes),
        },
        nowMs,
      );
    },
    tend(nowMs) {
      const { state } = breaker;
      const { step, reason } = nextStep(state, lookForCalm(prepared, guarded, state, nowMs), nowMs);
      if (step === "probe" || step === "widen" || step === "retrip" || step === "escalate" || step === "ease")
        move({ kind: step, reason }, nowMs);
      if (step === "converge") move({ kind: "recovered" }, nowMs);
      // Settings are taken to change at once; in truth an event source takes up to a minute.
      return (
        step === "restore" && move({ kind: "restore", reason }, nowMs) && move({ kind: "restored" }, nowMs)
      );
    },
  };
}

/** The inventory tells whether a source is on, not its own ceiling. */
function priorOf(setting: Setting, { profile }: PreparedFunction): SettingValue {
  return setting.kind === "concurrency"
    ? { kind: "concurrency", reserved: profile.reservedConcurrency }
    : setting.kind === "pipe"
      ? { kind: "pipe", running: true }
      : { kind: "event-source", enabled: true, maximumConcurrency: "unlimited" };
}

const UNSEEN: Calm = { kind: "calm", reason: "the source cannot be seen while it is off; trying" };

function lookForCalm(
  prepared: PreparedFunction,
  guarded: GuardedMinutes,
  state: BreakerState,
  nowMs: EpochMs,
): Calm {
  if (state.kind !== "tripped" && state.kind !== "probing")
    return { kind: "unclear", reason: `it is ${state.kind}` };
  const seen = brakesOf(state).filter(
    ({ setting }) => state.kind === "probing" || setting.kind !== "event-source",
  );
  const { profile, baselineAt } = prepared;
  const sinceMs = state.kind === "probing" ? state.startedAtMs : state.sinceMs;
  const baseline = baselineAt(nowMs);
  const looks = seen.map((brake) => {
    const window = demandWindow(prepared, guarded, nowMs);
    return judgeCalm({ profile, baseline, window, sinceMs, demand: demandOn(brake) });
  });
  return (
    looks.find(({ kind }) => kind === "burning") ??
    looks.find(({ kind }) => kind === "unclear") ??
    looks[0] ??
    UNSEEN
  );
}

function demandOn({ setting, tripped }: Brake): Demand {
  if (setting.kind === "event-source") return "polled";
  return tripped.kind === "concurrency" && tripped.reserved === 0 ? "synchronous" : "asynchronous";
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
