import type { WeighedFunction } from "./weigh-fleet.ts";

/** Of the metrics, so many are always for the first ones; the rest goes round. */
const FOR_FIRST = 0.5;

/**
 * As many functions as so many metrics are enough for: all of them, or the first ones and, of the others, the next part with each number,
 * so that whoever is not among the first has his turn as well.
 * @param ordered those that matter most first
 * @param metrics may be broken, >= 0
 * @param number  of the turn, whole; beginning anew after the last part
 */
export function firstAndInTurn(
  ordered: readonly WeighedFunction[],
  metrics: number,
  number: number,
): readonly WeighedFunction[] {
  const first = firstOf(ordered, metricsOf(ordered) <= metrics ? metrics : FOR_FIRST * metrics);
  const inTurn = partOf(ordered.slice(first.length), metrics - metricsOf(first), number);
  return [...first, ...inTurn];
}

/** As many from the beginning as so many metrics are enough for. */
function firstOf(functions: readonly WeighedFunction[], metrics: number): readonly WeighedFunction[] {
  let left = metrics;
  const end = functions.findIndex(({ metricsPerRead }) => {
    left -= metricsPerRead;
    return left < 0;
  });
  return end < 0 ? functions : functions.slice(0, end);
}

/** Of as many parts as there have to be where so many metrics are enough for one, the one of this number. */
function partOf(
  functions: readonly WeighedFunction[],
  metrics: number,
  number: number,
): readonly WeighedFunction[] {
  if (metrics < 1 || functions.length === 0) return [];
  const parts = Math.ceil(metricsOf(functions) / metrics);
  const size = Math.ceil(functions.length / parts);
  const from = (number % parts) * size;
  return firstOf(functions.slice(from, from + size), metrics);
}

/** What one read of each of them is billed as. */
export const metricsOf = (functions: readonly WeighedFunction[]): number =>
  functions.reduce((total, { metricsPerRead }) => total + metricsPerRead, 0);
