/**
 * The value below which `ratio` of `sorted` lies, interpolated between neighbours (Hyndman & Fan 1996, "Sample
 * Quantiles in Statistical Packages", definition 7, the default of R and numpy).
 * @param sorted ascending, n >= 1
 * @param ratio  0 to 1
 * @throws {RangeError} when `sorted` is empty
 */
export function quantile(sorted: ArrayLike<number>, ratio: number): number {
  const position = (sorted.length - 1) * ratio;
  const lower = sorted[Math.floor(position)];
  const upper = sorted[Math.ceil(position)];
  if (lower === undefined || upper === undefined) throw new RangeError("quantile of nothing");
  return lower + (upper - lower) * (position - Math.floor(position));
}

/** @returns undefined when there are no values */
export const quantileOf = (values: readonly number[], ratio: number): number | undefined =>
  values.length === 0 ? undefined : quantile(Float64Array.from(values).sort(), ratio);
