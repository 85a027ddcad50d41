import { gammaln } from "simple-statistics";

/**
 * The value that a Student-t variable exceeds with probability `tail`.
 * Newton's method on the exact tail, from the expansion of Abramowitz & Stegun (1964) 26.7.5 in the normal quantile.
 * @param tail             0 < tail < 0.5
 * @param degreesOfFreedom >= 2
 */
export function studentTail(tail: number, degreesOfFreedom: number): number {
  let t = roughQuantile(tail, degreesOfFreedom);
  const logDensityAtZero =
    gammaln((degreesOfFreedom + 1) / 2) -
    gammaln(degreesOfFreedom / 2) -
    0.5 * Math.log(degreesOfFreedom * Math.PI);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const density = Math.exp(
      logDensityAtZero - ((degreesOfFreedom + 1) / 2) * Math.log1p((t * t) / degreesOfFreedom),
    );
    const exceeded = exceedance(t, degreesOfFreedom);
    // In the logarithm the tail is nearly straight, so that a poor start does no harm.
    const step = (Math.log(exceeded / tail) * exceeded) / density;
    t += step;
    if (Math.abs(step) < 1e-13 * t) break;
  }
  return t;
}

const MOST_ROUNDS = 20;

/** Probability of more than `t` > 0: half the regularized incomplete beta function of v/2 and 1/2 at v/(v + t²). */
const exceedance = (t: number, degreesOfFreedom: number): number =>
  0.5 * incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);

/** Regularized; by the continued fraction of DiDonato & Morris (1992), Algorithm 708, in Lentz's evaluation. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(gammaln(a + b) - gammaln(a) - gammaln(b) + a * Math.log(x) + b * Math.log1p(-x));
  let numerator = 1;
  let denominator = 1 / (1 - ((a + b) * x) / (a + 1));
  let fraction = denominator;
  for (let n = 1; n < 500; n++) {
    const even = (n * (b - n) * x) / ((a + 2 * n - 1) * (a + 2 * n));
    denominator = 1 / (1 + even * denominator);
    numerator = 1 + even / numerator;
    fraction *= denominator * numerator;
    const odd = (-(a + n) * (a + b + n) * x) / ((a + 2 * n) * (a + 2 * n + 1));
    denominator = 1 / (1 + odd * denominator);
    numerator = 1 + odd / numerator;
    const change = denominator * numerator;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return (front * fraction) / a;
}

/** Within a few percent for many degrees of freedom. Source: Abramowitz & Stegun 26.2.23 and 26.7.5. */
function roughQuantile(tail: number, degreesOfFreedom: number): number {
  const r = Math.sqrt(-2 * Math.log(tail));
  const z =
    r - (2.515517 + r * (0.802853 + r * 0.010328)) / (1 + r * (1.432788 + r * (0.189269 + r * 0.001308)));
  return (
    z +
    (z ** 3 + z) / (4 * degreesOfFreedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degreesOfFreedom ** 2)
  );
}
