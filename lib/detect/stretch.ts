import { countZScore } from "../stats/count-z-score.ts";
import type { DetectorInput } from "./detector.ts";
import { minuteAt } from "./final-minutes.ts";
import { lastingSince } from "./lasting-since.ts";
import { costsOf, usualCost, usualRunMs } from "./usual.ts";
import { usualErrorRatio } from "./usual-error-ratio.ts";

/** Lower than the detectors' cuts: a stretch that is already judged abnormal began with its first odd minute. */
const TIMES_EXPECTED = 1.5;
const DEVIATIONS = 4;
const LEAST_DEVIATION_RUNS = 2;
const TIMES_DURATION = 2;
const ODD_ERROR_RATIO = 0.3;
const FEWEST_ERRORS = 3;
/** Two ordinary minutes do not end a stretch: bursts and queues breathe. */
const BRIDGED_MINUTES = 2;

/**
 * Index of the first abnormal minute of the present stretch. Not before the window's first minute; the newest minute
 * when the minutes themselves look ordinary (what is abnormal then shows elsewhere, e.g. in the concurrency). A rise that
 * only shows over time began where it left what is expected.
 */
export function beginningOfStretch(input: DetectorInput): number {
  const { minutes } = input;
  const isOdd = oddMinutes(input);
  let began = minutes.length - 1;
  let ordinary = 0;
  for (let index = minutes.length - 1; index >= 0 && ordinary <= BRIDGED_MINUTES; index -= 1) {
    if (isOdd(index)) {
      began = index;
      ordinary = 0;
    } else ordinary += 1;
  }
  return Math.max(0, Math.min(began, lastingSince(input) ?? began));
}

function oddMinutes({ minutes, baseline, profile, prices }: DetectorInput): (index: number) => boolean {
  const runs = minutes.of("invocations") ?? [];
  const durationMs = minutes.of("durationMs") ?? [];
  const errors = minutes.of("errors") ?? [];
  const costs = costsOf(runs, durationMs, profile, prices);
  const oddErrorRatio = Math.max(ODD_ERROR_RATIO, 2 * usualErrorRatio(baseline));
  return (index) => {
    const cost = costs[index] ?? 0;
    const usual = usualCost(baseline, profile, prices, minuteAt(minutes, index));
    const isDear =
      cost > TIMES_EXPECTED * usual.expected &&
      countZScore(cost, usual.expected, usual.spread, LEAST_DEVIATION_RUNS * usual.unit) > DEVIATIONS;
    const count = runs[index] ?? 0;
    const isSlow =
      baseline.meanDurationMs > 0 &&
      count >= LEAST_DEVIATION_RUNS &&
      (durationMs[index] ?? 0) > count * TIMES_DURATION * usualRunMs(baseline);
    const failed = errors[index] ?? 0;
    const isFailing = failed >= FEWEST_ERRORS && failed > oddErrorRatio * Math.max(count, failed);
    return isDear || isSlow || isFailing;
  };
}
