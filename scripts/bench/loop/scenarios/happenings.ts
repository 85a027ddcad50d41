import { type EpochMs, MINUTE_MS } from "../../../../lib/domain/time.ts";
import { drawFactor } from "../../../../lib/sim/fleet/draw.ts";
import type { Change } from "../../../../lib/sim/spec.ts";
import { roleOf, type Stage } from "./stage.ts";

type Of<Kind extends Change["kind"]> = Extract<Change, { kind: Kind }>;

/** Floods come in waves: each minute differs by up to this share. */
const WAVE = 0.15;

/** Callers that nobody asked for, on the first trigger, at full strength `riseMinutes` after they began. */
export function flood(
  stage: Stage,
  functionName: string,
  { perMinute, riseMinutes = 2 }: { perMinute: number; riseMinutes?: number },
): Of<"extra-traffic"> {
  const { seed, beginMs } = stage;
  return extra(stage, functionName, false, (minuteStartMs) => {
    const minute = (minuteStartMs - beginMs) / MINUTE_MS;
    const risen = Math.min(1, (minute + 1) / riseMinutes);
    return perMinute * risen * drawFactor(seed, `${functionName} wave ${minute}`, WAVE);
  });
}

/** `times` the ordinary traffic of the first trigger in all, within `riseMinutes` of its beginning. */
export function more(
  stage: Stage,
  functionName: string,
  { times, legitimate, riseMinutes = 1 }: { times: number; legitimate: boolean; riseMinutes?: number },
): Of<"extra-traffic"> {
  const ordinary = roleOf(stage, functionName).triggers[0]?.arrivals ?? (() => 0);
  return extra(stage, functionName, legitimate, (minuteStartMs) => {
    const minute = (minuteStartMs - stage.beginMs) / MINUTE_MS;
    return (times - 1) * Math.min(1, (minute + 1) / riseMinutes) * ordinary(minuteStartMs);
  });
}

const extra = (
  { beginMs, untilMs }: Stage,
  functionName: string,
  legitimate: boolean,
  arrivals: (minuteStartMs: EpochMs) => number,
): Of<"extra-traffic"> => ({
  kind: "extra-traffic",
  functionName,
  trigger: 0,
  atMs: beginMs,
  untilMs,
  legitimate,
  arrivals,
});

/** What the function calls no longer answers: runs wait `medianMs` and fail, or only wait. */
export const waiting = (
  { beginMs, untilMs }: Stage,
  functionName: string,
  { medianMs, errorRatio = 1 }: { medianMs: number; errorRatio?: number },
): Of<"downstream-failure"> => ({
  kind: "downstream-failure",
  functionName,
  atMs: beginMs,
  untilMs,
  errorRatio,
  duration: { medianMs, p95Ms: 1.2 * medianMs },
});

/** A version that puts what it makes where its own events come from, until a good one is deployed. */
export const loopDeployed = (
  { beginMs, untilMs }: Stage,
  functionName: string,
  { eventsPerRun, propagatesTrace = false }: { eventsPerRun: number; propagatesTrace?: boolean },
): readonly Change[] => [
  { kind: "deploy", functionName, atMs: beginMs, durationFactor: 1 },
  { kind: "self-feeding", functionName, atMs: beginMs, trigger: 0, eventsPerRun, propagatesTrace },
  { kind: "fix", functionName, atMs: untilMs },
];
