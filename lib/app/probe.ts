import { type Calm, type Demand, judgeCalm } from "../detect/calm.ts";
import type { ActuationRequest } from "../domain/actuation.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { Brake, Breaker, BreakerState } from "../domain/breaker.ts";
import { CloudCallError } from "../domain/errors.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import type { Measurement, Window } from "../domain/observation.ts";
import type { Clock, EpochMs } from "../domain/time.ts";
import { isAsynchronous, isPolled } from "../domain/trigger.ts";
import type { Log } from "../ports/log.ts";
import type { Actuator } from "../ports/messaging.ts";
import type { MetricReader } from "../ports/metrics.ts";
import type { BaselineStore, BreakerStore, CatalogueStore } from "../ports/stores.ts";
import { probeRange } from "../watch/window.ts";

export type ProbeDeps = {
  readonly clock: Clock;
  readonly metrics: MetricReader;
  readonly catalogue: CatalogueStore;
  readonly baselines: BaselineStore;
  readonly breakers: BreakerStore;
  readonly actuator: Actuator;
  readonly log: Log;
};

/** What the next step of one breaker is, with the reason. `wait` asks for nothing. */
export type ProbeStep = {
  readonly functionName: string;
  readonly step: "wait" | "converge" | "probe" | "retrip" | "restore" | "failed";
  readonly reason: string;
};

const MEASUREMENTS: readonly Measurement[] = [
  "invocations",
  "durationMs",
  "errors",
  "throttles",
  "asyncEventsReceived",
];

/**
 * Looks after every breaker that is not plainly armed: finishes what an earlier run began, tries whether the cause
 * is gone, restores, trips again, and lets go at the latest when the trip expires.
 * One function's trouble does not hold up the others.
 */
export async function probe(deps: ProbeDeps): Promise<readonly ProbeStep[]> {
  const active = [...(await deps.breakers.listActive())].sort(byExpiry);
  if (active.length === 0) return [];
  const [catalogue, baselines] = await Promise.all([deps.catalogue.load(), deps.baselines.load()]);
  const profiles = new Map(catalogue?.functions.map((profile) => [profile.functionName, profile]));
  const learned = new Map(baselines.map((baseline) => [baseline.functionName, baseline]));

  const steps: ProbeStep[] = [];
  for (const breaker of active) {
    const { functionName } = breaker;
    const step = await tendBreaker(deps, breaker, profiles.get(functionName), learned.get(functionName));
    deps.log.info("breaker tended", { ...step, state: breaker.state.kind });
    steps.push(step);
  }
  return steps;
}

/** What must be let go of first is tended first, in case a slow answer leaves no time for the rest. */
const byExpiry = (a: Breaker, b: Breaker): number => expiryOf(a) - expiryOf(b);
const expiryOf = ({ state }: Breaker): EpochMs =>
  state.kind === "armed" ? Number.POSITIVE_INFINITY : state.expiresAtMs;

async function tendBreaker(
  deps: ProbeDeps,
  breaker: Breaker,
  profile: FunctionProfile | undefined,
  baseline: Baseline | undefined,
): Promise<ProbeStep> {
  const { functionName } = breaker;
  try {
    const calm = await lookForCalm(deps, breaker, profile, baseline);
    const { step, reason } = nextStep(breaker.state, calm, deps.clock());
    const request = requestFor(step, breaker, reason);
    if (request === undefined) return { functionName, step, reason };
    const outcome = await deps.actuator.ask(request);
    return {
      functionName,
      step,
      reason: outcome.ok ? outcome.value.reason : `refused: ${outcome.error.kind}`,
    };
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    return { functionName, step: "failed", reason: error.message };
  }
}

/**
 * Pure: what to do with a breaker, given what its function looks like under the brake.
 * Waiting fails toward stopping; the expiry bounds how long.
 */
export function nextStep(
  state: BreakerState,
  calm: Calm,
  nowMs: EpochMs,
): { readonly step: ProbeStep["step"]; readonly reason: string } {
  switch (state.kind) {
    case "armed":
      return nowMs >= (state.recoveringUntilMs ?? 0)
        ? { step: "converge", reason: "the recovery is over" }
        : { step: "wait", reason: "recovering: what piled up may drain" };
    case "restoring":
      return { step: "converge", reason: "finishing the restore" };
    case "held":
    case "tripped":
    case "probing":
      if (nowMs >= state.expiresAtMs) return { step: "restore", reason: "the trip has expired" };
  }
  if (state.kind === "held") return { step: "converge", reason: "held by a person" };
  if (state.kind === "probing") {
    if (calm.kind === "burning") return { step: "retrip", reason: calm.reason };
    if (nowMs < state.judgeAtMs) return { step: "converge", reason: `probing: ${calm.reason}` };
    return calm.kind === "calm"
      ? { step: "restore", reason: calm.reason }
      : { step: "converge", reason: `probing for longer: ${calm.reason}` };
  }
  if (nowMs < state.probeAtMs) return { step: "converge", reason: "waiting for the first probe" };
  return calm.kind === "calm"
    ? { step: "probe", reason: calm.reason }
    : { step: "converge", reason: `not probed yet: ${calm.reason}` };
}

/** While a mapping is off nothing of its source can be seen; then only a probe tells, so it counts as calm enough to try. */
const INVISIBLE: Calm = { kind: "calm", reason: "the source cannot be seen while it is off; trying" };

async function lookForCalm(
  deps: ProbeDeps,
  { functionName, state }: Breaker,
  profile: FunctionProfile | undefined,
  baseline: Baseline | undefined,
): Promise<Calm> {
  if (state.kind !== "tripped" && state.kind !== "probing")
    return { kind: "unclear", reason: `it is ${state.kind}` };
  const visible = state.brakes.filter(
    ({ setting }) => state.kind === "probing" || setting.kind !== "event-source",
  );
  if (visible.length === 0) return INVISIBLE;
  if (profile === undefined || baseline === undefined)
    return { kind: "unclear", reason: "nothing is known of what is normal for this function" };
  const demands = visible.flatMap((brake) => demandsOn(brake, profile));

  const sinceMs = state.kind === "probing" ? state.startedAtMs : state.sinceMs;
  const range = probeRange(sinceMs, deps.clock());
  const reading = await deps.metrics.readWindows([{ functionName, measurements: MEASUREMENTS }], range);
  const window: Window | undefined = reading.windows[0];
  const [unread] = reading.unread;
  if (window === undefined || unread !== undefined)
    return { kind: "unclear", reason: `could not look: ${unread?.reason ?? "no answer"}` };

  const looks = demands.map((demand) => judgeCalm({ profile, baseline, window, sinceMs, demand }));
  return (
    looks.find(({ kind }) => kind === "burning") ??
    looks.find(({ kind }) => kind === "unclear") ??
    looks[0] ??
    INVISIBLE
  );
}

/**
 * Where the demand shows under a brake: refused calls, events received, or runs of a polled source. Where somebody may
 * call and wait, refused calls count even though retried events are among them: that errs toward keeping the brake on.
 */
function demandsOn({ setting, tripped }: Brake, { triggers }: FunctionProfile): readonly Demand[] {
  if (setting.kind === "event-source") return ["polled"];
  if (tripped.kind === "concurrency" && tripped.reserved === 0) return ["synchronous"];
  const pushed = triggers.filter((trigger) => !isPolled(trigger));
  const onlyEvents = pushed.length > 0 && pushed.every(isAsynchronous);
  return onlyEvents ? ["asynchronous"] : ["asynchronous", "synchronous"];
}

function requestFor(step: ProbeStep["step"], breaker: Breaker, reason: string): ActuationRequest | undefined {
  const { functionName, version: breakerVersion } = breaker;
  if (step === "converge") return { kind: "converge", functionName };
  if (step === "probe" || step === "retrip" || step === "restore")
    return { kind: step, functionName, breakerVersion, reason };
  return undefined;
}
