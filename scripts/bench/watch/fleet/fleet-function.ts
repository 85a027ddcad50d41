import type { Architecture } from "../../../../lib/domain/function-profile.ts";
import type { Course } from "./courses.ts";
import { traitNormal } from "./courses.ts";
import { SALTS, uniformAt } from "./draws.ts";

/** How a function is called. */
export type Caller = "schedule" | "function-url" | "api-gateway" | "sqs" | "s3";

/** What a function is, and stays. */
export type FleetFunction = {
  readonly index: number;
  readonly functionName: string;
  readonly memoryMb: number;
  readonly architecture: Architecture;
  readonly timeoutSeconds: number;
  /** Mean of a run. */
  readonly runMs: number;
  /** Expected runs a minute, over a week. */
  readonly perMinute: number;
  /** Index of its course; a timer has none. */
  readonly course: number;
  /** Present: runs once every so many minutes, at a minute of its own, and never else. */
  readonly timer?: { readonly everyMinutes: number; readonly atMinute: number };
  readonly errorRatio: number;
  readonly caller: Caller;
  /** Absent: unreserved. */
  readonly reservedConcurrency?: number;
};

const TRAITS = {
  rate: 0,
  memory: 1,
  run: 2,
  course: 3,
  timer: 4,
  phase: 5,
  errors: 6,
  caller: 7,
  reserved: 8,
  arm: 9,
};

const MINUTES_PER_DAY = 1_440;
/**
 * 45 of 100 functions run at most once an hour, 81 at most once a minute, and the busiest fifth does nearly everything, as
 * published for Azure Functions (Shahrad et al. 2020, "Serverless in the Wild", figure 5).
 */
const RATE_STEPS = [
  { below: 0.1, fromPerDay: 0, toPerDay: 0 },
  { below: 0.45, fromPerDay: 0.1, toPerDay: 24 },
  { below: 0.81, fromPerDay: 24, toPerDay: 1_440 },
] as const;
const BUSY_FROM = 0.81;
/** Pareto: one in a hundred of the busy ones has 700 times the least of them. */
const BUSY_TAIL = 0.7;
const MOST_PER_MINUTE = 20_000;

/** Most functions have little; cumulative. */
const MEMORY_STEPS: readonly (readonly [below: number, memoryMb: number])[] = [
  [0.32, 128],
  [0.5, 256],
  [0.72, 512],
  [0.88, 1_024],
  [0.93, 2_048],
  [0.96, 3_008],
  [0.98, 4_096],
  [1, 10_240],
];
const TIMER_SHARE = 0.2;
const TIMER_MINUTES = [1, 5, 15, 60, MINUTES_PER_DAY] as const;
const TIMER_PHASE_MINUTES = 5;
const NIGHTLY_PHASES = 24;
const MEDIAN_RUN_MS = 400;
const RUN_SPREAD = 1.4;
const SHORTEST_RUN_MS = 20;
const LONGEST_RUN_MS = 60_000;
const TIMEOUTS_SECONDS = [3, 10, 30, 60, 300, 900] as const;

/** The `index`th function of the fleet with this seed; its name tells nothing. */
export function fleetFunction(seed: number, index: number, courses: readonly Course[]): FleetFunction {
  const draw = (trait: number): number => uniformAt(seed, index, trait, SALTS.trait);
  const timer = draw(TRAITS.timer) < TIMER_SHARE ? timerOf(draw(TRAITS.rate), draw(TRAITS.phase)) : undefined;
  const perMinute = timer === undefined ? perMinuteOf(draw(TRAITS.rate)) : 1 / timer.everyMinutes;
  // What is called most is what was made fast.
  const median =
    MEDIAN_RUN_MS * Math.min(1, Math.max(1e-4, perMinute)) ** -0.08 * Math.max(1, perMinute) ** -0.08;
  const drawn = median * Math.exp(RUN_SPREAD * traitNormal(seed, index, 100 + TRAITS.run));
  const runMs = Math.min(LONGEST_RUN_MS, Math.max(SHORTEST_RUN_MS, drawn));
  const reserved = draw(TRAITS.reserved);
  return {
    index,
    functionName: `service-${String(index).padStart(6, "0")}`,
    memoryMb: MEMORY_STEPS.find(([below]) => draw(TRAITS.memory) < below)?.[1] ?? 128,
    architecture: draw(TRAITS.arm) < 0.4 ? "arm64" : "x86_64",
    timeoutSeconds: TIMEOUTS_SECONDS.find((seconds) => seconds * 1_000 > 6 * runMs) ?? 900,
    runMs,
    perMinute,
    course: courseOf(draw(TRAITS.course), courses),
    ...(timer === undefined ? {} : { timer }),
    errorRatio: 0.0005 * Math.exp(1.5 * traitNormal(seed, index, 100 + TRAITS.errors)),
    caller: timer === undefined ? callerOf(draw(TRAITS.caller)) : "schedule",
    ...(reserved < 0.05 ? { reservedConcurrency: 10 + Math.floor(reserved * 2_000) } : {}),
  };
}

function perMinuteOf(draw: number): number {
  let from = 0;
  for (const { below, fromPerDay, toPerDay } of RATE_STEPS) {
    if (draw < below) {
      if (toPerDay === 0) return 0;
      return (fromPerDay * (toPerDay / fromPerDay) ** ((draw - from) / (below - from))) / MINUTES_PER_DAY;
    }
    from = below;
  }
  const busy = (draw - BUSY_FROM) / (1 - BUSY_FROM);
  return Math.min(MOST_PER_MINUTE, (1 - busy) ** (-1 / BUSY_TAIL));
}

function timerOf(draw: number, phase: number): FleetFunction["timer"] {
  const everyMinutes = TIMER_MINUTES[Math.floor(draw * TIMER_MINUTES.length)] ?? 60;
  const step = everyMinutes === MINUTES_PER_DAY ? MINUTES_PER_DAY / NIGHTLY_PHASES : TIMER_PHASE_MINUTES;
  const phases = Math.max(1, Math.floor(everyMinutes / step));
  return { everyMinutes, atMinute: step * Math.floor(phase * phases) };
}

function courseOf(draw: number, courses: readonly Course[]): number {
  let place = 100 * draw;
  for (const [index, { share }] of courses.entries()) {
    if (place < share) return index;
    place -= share;
  }
  return 0;
}

function callerOf(draw: number): Caller {
  if (draw < 0.08) return "function-url";
  if (draw < 0.5) return "api-gateway";
  return draw < 0.8 ? "sqs" : "s3";
}
