import type { EpochMs } from "../../../../lib/domain/time.ts";
import { memberOf, type Stage } from "../../../../lib/sim/day/episode.ts";
import type { Change, DurationSpec } from "../../../../lib/sim/spec.ts";

/** What happens to which function, and when. */
export type Occasion = { readonly functionName: string; readonly beginMs: EpochMs; readonly endMs: EpochMs };

/** Runs take so many times as long, though nothing was deployed: something that they wait for is slow. */
export function slower(stage: Stage, { functionName, beginMs, endMs }: Occasion, times: number): Change {
  const { duration, errorRatio } = memberOf(stage, functionName);
  return {
    kind: "downstream-failure",
    functionName,
    atMs: beginMs,
    untilMs: endMs,
    errorRatio,
    duration: { medianMs: times * duration.medianMs, p95Ms: times * duration.p95Ms },
  };
}

/** All runs fail, each after this long. */
export const failing = ({ functionName, beginMs, endMs }: Occasion, duration: DurationSpec): Change => ({
  kind: "downstream-failure",
  functionName,
  atMs: beginMs,
  untilMs: endMs,
  errorRatio: 1,
  duration,
});

/** So many times the ordinary traffic, the ordinary included. */
export function more(stage: Stage, occasion: Occasion, times: number, legitimate = false): Change {
  const ordinary = memberOf(stage, occasion.functionName).triggers[0]?.arrivals ?? (() => 0);
  return extra(occasion, (minuteStartMs) => (times - 1) * ordinary(minuteStartMs), legitimate);
}

/** So many more in each minute. */
export const extra = (
  { functionName, beginMs, endMs }: Occasion,
  arrivals: (minuteStartMs: EpochMs) => number,
  legitimate = false,
): Change => ({
  kind: "extra-traffic",
  functionName,
  trigger: 0,
  atMs: beginMs,
  untilMs: endMs,
  legitimate,
  arrivals,
});

/** Each run puts 1.3 new events where its own come from, with a library that passes no trace on. */
export const feedingItself = ({ functionName, beginMs, endMs }: Occasion): readonly Change[] => [
  {
    kind: "self-feeding",
    functionName,
    atMs: beginMs,
    trigger: 0,
    eventsPerRun: 1.3,
    propagatesTrace: false,
  },
  { kind: "fix", functionName, atMs: endMs },
];
