/**
 * erfc(x) for x >= 0 with a relative error below 1e-12, also far out in the tail, where 1 - erf(x) would be 0.
 * Source: Abramowitz & Stegun (1964), 7.1.6 (series, for small x) and 7.1.14 (continued fraction, for the tail).
 */
export function complementaryError(x: number): number {
  return x < SERIES_UNTIL ? 1 - errorSeries(x) : tailFraction(x);
}

const SERIES_UNTIL = 2;
/** Enough for x = 2, where the fraction converges slowest. */
const FRACTION_TERMS = 60;

function errorSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

function tailFraction(x: number): number {
  let fraction = x;
  for (let n = FRACTION_TERMS; n >= 1; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}
