import type { Measurement, TimeRange } from "../../../../lib/domain/observation.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../../../lib/domain/time.ts";
import { randomStream } from "../../../../lib/sim/random.ts";
import { type FunctionKind, kindAt } from "./function-kinds.ts";
import { runTimes, sizeOf } from "./learn-kinds.ts";

/** What is known of a function or of the account; what it lacks is 0 throughout. */
export type Drawn = Readonly<Partial<Record<Measurement, readonly number[]>>>;

const ATTACKED_MINUTES = 12;

export const periodsOf = ({ startMs, endMs, periodSeconds }: TimeRange): number =>
  Math.floor((endMs - startMs) / (periodSeconds * SECOND_MS));

/** What the `index`th function did. @param seed another seed draws another sample of the same function */
export function drawMetrics(index: number, seed: number, range: TimeRange, nowMs: EpochMs): Drawn {
  const kind = kindAt(index);
  const random = randomStream(seed, `traffic ${index} ${range.periodSeconds}`);
  const minutes = (range.periodSeconds * SECOND_MS) / MINUTE_MS;
  const times = sizeOf(index) * minutes;
  const invocations = Array.from({ length: periodsOf(range) }, (_, period) =>
    random.poisson(times * perMinuteAt(kind, range.startMs + period * minutes * MINUTE_MS, nowMs)),
  );
  return {
    invocations,
    durationMs: runTimes(invocations, kind, random),
    ...(kind.attackedPerMinute === undefined
      ? {}
      : { maxConcurrency: invocations.map((runs) => Math.ceil((2 * runs * kind.runMs) / MINUTE_MS)) }),
  };
}

const perMinuteAt = (
  { perMinute, attackedPerMinute }: FunctionKind,
  atMs: EpochMs,
  nowMs: EpochMs,
): number =>
  attackedPerMinute !== undefined && atMs >= nowMs - ATTACKED_MINUTES * MINUTE_MS
    ? attackedPerMinute
    : perMinute(atMs);

/** The account's total, if those not among `parts` did as these did. @param times functions for each of the parts */
export function totalOf(parts: readonly Drawn[], times: number): Drawn {
  const totals: Partial<Record<Measurement, number[]>> = {};
  for (const part of parts)
    for (const measurement of ["invocations", "durationMs", "maxConcurrency"] as const)
      part[measurement]?.forEach((value, period) => {
        totals[measurement] ??= [];
        const total = totals[measurement];
        total[period] = (total[period] ?? 0) + times * value;
      });
  return totals;
}
