export type Moments = { readonly mean: number; readonly deviation: number };

/** Mean and standard deviation (divided by n) of `values` from row `from` up to but not including `until`. */
export function momentsOf(values: ArrayLike<number>, from = 0, until = values.length): Moments {
  const count = until - from;
  let sum = 0;
  for (let row = from; row < until; row++) sum += values[row] ?? 0;
  const mean = sum / count;
  let squares = 0;
  for (let row = from; row < until; row++) squares += ((values[row] ?? 0) - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / count) };
}
