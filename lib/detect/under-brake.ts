import type { Baseline } from "../domain/baseline.ts";
import type { BreakerState } from "../domain/breaker.ts";
import type { Calm } from "../domain/calm.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import type { Window } from "../domain/observation.ts";
import { sourceOf } from "../domain/read-source.ts";
import type { EpochMs } from "../domain/time.ts";
import { type Arrivals, judgeBacklog } from "./backlog.ts";
import { judgeCalm, judgeHealth, mostWorrying } from "./calm.ts";
import { demandsOn, isVisible } from "./demand.ts";

/** By ARN; a source is absent where nobody counts what arrives at it. */
export type SourceArrivals = ReadonlyMap<string, Arrivals>;

/**
 * Whether the cause of a trip has gone, by all that shows under its brakes: the demand; in a probe also the runs that are let
 * through, and whether what waited has drained.
 *
 * A stage of a probe is judged by what is seen in it. Until that is enough, what burned in an earlier stage decides, since
 * it is seen only now.
 *
 * @param window         periods of 60 s, from the trip on
 * @param sourceArrivals what arrived at queues and streams by their ARN, in the periods of the window
 */
export function judgeUnderBrake(
  state: BreakerState,
  window: Window,
  profile: FunctionProfile,
  baseline: Baseline,
  sourceArrivals: SourceArrivals,
): Calm {
  if (state.kind !== "tripped" && state.kind !== "probing")
    return { kind: "unclear", reason: `it is ${state.kind}` };
  const demands = state.brakes.filter(isVisible).flatMap((brake) => demandsOn(brake, profile));
  const looks = (sinceMs: EpochMs): readonly Calm[] =>
    demands.map((demand) => judgeCalm({ profile, baseline, window, sinceMs, demand }));
  if (state.kind === "tripped") return mostWorrying(looks(state.sinceMs));

  const inProbe = (sinceMs: EpochMs): Calm =>
    mostWorrying([
      ...looks(sinceMs),
      judgeHealth({ profile, baseline, window, sinceMs }),
      ...(state.brakes.every(({ refusesOnly }) => refusesOnly)
        ? []
        : [judgeBacklog(state, window, baseline, arrivalsOf(state, window, profile, sourceArrivals))]),
    ]);
  const inThisStage = inProbe(state.startedAtMs);
  if (inThisStage.kind !== "unclear") return inThisStage;
  const sinceTheFirst = inProbe(state.probedSinceMs);
  return sinceTheFirst.kind === "burning" ? sinceTheFirst : inThisStage;
}

/** Everything that arrives behind the brakes, added up; `undefined` where a part of it cannot be seen. */
function arrivalsOf(
  { brakes }: BreakerState & { kind: "probing" },
  { series }: Window,
  { triggers }: FunctionProfile,
  sourceArrivals: SourceArrivals,
): Arrivals | undefined {
  const parts = brakes
    .filter(({ refusesOnly }) => !refusesOnly)
    .map(({ setting }): Arrivals | undefined => {
      // What is usual for events is judged by the demand.
      if (setting.kind === "concurrency")
        return series.asyncEventsReceived && { perMinute: series.asyncEventsReceived };
      const source = sourceOf(setting, triggers);
      return source && sourceArrivals.get(source.sourceArn);
    });
  const [first, ...others] = parts;
  return others.reduce((total, part) => total && part && addArrivals(total, part), first);
}

const addArrivals = (a: Arrivals, b: Arrivals): Arrivals => ({
  perMinute: a.perMinute.map((count, index) => count + (b.perMinute[index] ?? 0)),
  ...(a.usualPerMinute !== undefined &&
    b.usualPerMinute !== undefined && { usualPerMinute: a.usualPerMinute + b.usualPerMinute }),
});
