import type { Random } from "./random.ts";
import type { DurationSpec } from "./spec.ts";
import { STEP_MS } from "./step.ts";

/** How long runs take: a lognormal distribution, cut at the timeout. */
export type DurationModel = {
  readonly meanMs: number;
  readonly standardDeviationMs: number;
  /** Share of the runs that the timeout ends. */
  readonly timeoutRatio: number;
  /** Hardly any run lasts beyond the step it starts in. */
  readonly isShort: boolean;
  /** The duration that `ratio` (0 to 1) of the runs stay below. */
  quantileMs(ratio: number): number;
};

/** The standard normal's 95th percentile. */
const Z_95 = 1.6449;
const TABLE_SIZE = 1024;

/** @param factor how many times as long as specified the runs take */
export function durationModel(spec: DurationSpec, factor: number, timeoutMs: number): DurationModel {
  const mu = Math.log(spec.medianMs * factor);
  const sigma = Math.log(Math.max(1, spec.p95Ms / spec.medianMs)) / Z_95;
  const table = Float64Array.from({ length: TABLE_SIZE }, (_, index) =>
    Math.min(timeoutMs, Math.exp(mu + sigma * standardNormalQuantile((index + 0.5) / TABLE_SIZE))),
  );
  const at = (index: number) => table[Math.min(TABLE_SIZE - 1, index)] ?? timeoutMs;

  const meanMs = table.reduce((sum, value) => sum + value, 0) / TABLE_SIZE;
  const variance = table.reduce((sum, value) => sum + (value - meanMs) ** 2, 0) / TABLE_SIZE;
  return {
    meanMs,
    standardDeviationMs: Math.sqrt(variance),
    timeoutRatio: table.filter((value) => value >= timeoutMs).length / TABLE_SIZE,
    isShort: at(TABLE_SIZE - 1) <= STEP_MS / 4,
    quantileMs(ratio) {
      const place = ratio * (TABLE_SIZE - 1);
      const below = Math.floor(place);
      return at(below) + (at(below + 1) - at(below)) * (place - below);
    },
  };
}

/** Sum of the durations of `count` runs. Large counts use the central limit theorem instead of drawing each. */
export function totalDurationMs(model: DurationModel, count: number, random: Random): number {
  if (count > 4) {
    const spread = Math.sqrt(count) * model.standardDeviationMs * random.normal();
    return Math.max(count * model.quantileMs(0), count * model.meanMs + spread);
  }
  let total = 0;
  for (let run = 0; run < count; run++) total += model.quantileMs(random.uniform());
  return total;
}

/**
 * The z below which `ratio` (0 to 1, exclusive) of a standard normal lies, to about 4.5e-4.
 * Source: Abramowitz & Stegun (1964), formula 26.2.23.
 */
function standardNormalQuantile(ratio: number): number {
  const tail = Math.min(ratio, 1 - ratio);
  const t = Math.sqrt(-2 * Math.log(tail));
  const z =
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t * t) /
      (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t);
  return ratio < 0.5 ? -z : z;
}
