import { uniformFloat32 } from "pure-rand/distribution/uniformFloat32";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A stream of chance. Two streams with the same seed and name draw the same numbers. */
export type Random = {
  /** In [0, 1). */
  uniform(): number;
  /** Mean 0, standard deviation 1. */
  normal(): number;
  /** Number of independent events where `mean` (>= 0) are expected. */
  poisson(mean: number): number;
  /** How many of `trials` succeed when each does with `ratio` (0 to 1). */
  binomial(trials: number, ratio: number): number;
  /** `value` or its neighbour, so that the mean is kept: 2.25 gives 3 in a quarter of the draws. */
  round(value: number): number;
};

/** Above this mean a rounded normal is as good as the exact distribution and much cheaper. */
const LARGE_MEAN = 30;

/**
 * A stream that depends on nothing but its seed and name, so that a function, trigger or change added to the world
 * leaves the draws of all others as they were, and so does a brake.
 */
export function randomStream(seed: number, name: string): Random {
  const generator = xoroshiro128plus(hash(`${seed}/${name}`));
  // A 32-bit seed fills a 128-bit state badly: the first outputs of neighbouring seeds resemble one another.
  for (let skipped = 0; skipped < 16; skipped++) generator.next();
  const uniform = () => uniformFloat32(generator);

  // Box-Muller gives two at a time.
  let spare: number | undefined;
  function normal(): number {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  function poisson(mean: number): number {
    if (!(mean > 0)) return 0;
    if (mean >= LARGE_MEAN) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    // Knuth: multiply uniforms until the product falls below e^-mean.
    const limit = Math.exp(-mean);
    let product = uniform();
    let count = 0;
    while (product > limit) {
      product *= uniform();
      count++;
    }
    return count;
  }

  function binomial(trials: number, ratio: number): number {
    if (trials <= 0 || ratio <= 0) return 0;
    if (ratio >= 1) return trials;
    if (trials <= 8) {
      let count = 0;
      for (let trial = 0; trial < trials; trial++) if (uniform() < ratio) count++;
      return count;
    }
    const mean = trials * ratio;
    if (mean < LARGE_MEAN) return Math.min(trials, poisson(mean));
    if (trials - mean < LARGE_MEAN) return trials - Math.min(trials, poisson(trials - mean));
    return Math.min(trials, Math.max(0, Math.round(mean + Math.sqrt(mean * (1 - ratio)) * normal())));
  }

  return { uniform, normal, poisson, binomial, round: (value) => Math.floor(value + uniform()) };
}

/** FNV-1a, 32 bits: spreads names over seeds. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value | 0;
}
