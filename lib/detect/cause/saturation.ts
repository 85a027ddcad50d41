import { sum } from "../final-minutes.ts";
import type { CauseInput } from "./cause-rule.ts";

const LEAST_MINUTES = 3;
/** ConcurrentExecutions is the highest value of a minute: at the limit it hardly moves. */
const FLAT_RATIO = 0.95;
/** What a busy day fills, too, is not used up by anything unusual. */
const TIMES_BUSY = 2;

export type Saturation = {
  readonly concurrency: number;
  readonly minutes: number;
  readonly refusedPerMinute: number;
};

/** Whether the function uses all the concurrency that it can get: a flat top with refused runs on each minute of it. */
export function saturationOf({ minutes, began, baseline }: CauseInput): Saturation | undefined {
  const levels = (minutes.of("maxConcurrency") ?? []).slice(began);
  const refused = (minutes.of("throttles") ?? []).slice(began);
  const concurrency = Math.max(0, ...levels);
  if (concurrency < TIMES_BUSY * baseline.busyConcurrency) return undefined;
  let flat = 0;
  while (
    flat < levels.length &&
    (levels.at(-1 - flat) ?? 0) >= FLAT_RATIO * concurrency &&
    (refused.at(-1 - flat) ?? 0) > 0
  )
    flat += 1;
  if (flat < LEAST_MINUTES) return undefined;
  return { concurrency, minutes: flat, refusedPerMinute: sum(refused.slice(-flat)) / flat };
}
