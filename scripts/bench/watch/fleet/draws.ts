/*
 * Chance as a pure function of where it is asked for: the same numbers give the same draw, in whatever order they are asked
 * for. So any minute of any function can be had without those before it.
 */

/** Tells draws apart that are made for the same function and minute. */
export const SALTS = {
  trait: 1,
  runs: 2,
  duration: 3,
  errors: 4,
  ownNoise: 5,
  fastNoise: 6,
  burst: 7,
  commonNoise: 8,
  publication: 9,
  attack: 10,
  concurrency: 11,
} as const;
export type Salt = (typeof SALTS)[keyof typeof SALTS];

/**
 * 32 bits. Source: the finaliser of MurmurHash3 (Appleby 2011), applied after each part.
 * @param subject  what the draw is about: a function, a course
 * @param position when, or the how manieth
 * @param salt     what it is for
 */
export function bitsAt(seed: number, subject: number, position: number, salt: Salt): number {
  let bits = scrambled(Math.imul(seed + 1, 0x9e3779b1) ^ salt);
  bits = scrambled(bits ^ Math.imul(subject + 1, 0x85ebca6b));
  return scrambled(bits ^ Math.imul(position + 1, 0xc2b2ae35)) >>> 0;
}

function scrambled(bits: number): number {
  let mixed = bits ^ (bits >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

const ALL_BITS = 2 ** 32;

/** In (0, 1). */
export const uniformAt = (seed: number, subject: number, position: number, salt: Salt): number =>
  (bitsAt(seed, subject, position, salt) + 0.5) / ALL_BITS;

/** Mean 0, standard deviation 1. Source: Box & Muller 1958. */
export function normalAt(seed: number, subject: number, position: number, salt: Salt): number {
  const bits = bitsAt(seed, subject, position, salt);
  const radius = Math.sqrt(-2 * Math.log((bits + 0.5) / ALL_BITS));
  return radius * Math.cos((2 * Math.PI * (scrambled(bits ^ 0x27d4eb2f) >>> 0)) / ALL_BITS);
}

/** Above this mean a rounded normal is as good as the exact distribution. */
const LARGE_MEAN = 30;

/** Number of independent events where `mean` >= 0 are expected; by inversion below 30. */
export function poissonAt(mean: number, seed: number, subject: number, position: number, salt: Salt): number {
  if (!(mean > 0)) return 0;
  if (mean >= LARGE_MEAN)
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normalAt(seed, subject, position, salt)));
  const wanted = uniformAt(seed, subject, position, salt);
  // Of a function that hardly runs this is nearly always the answer, without an exponential.
  if (wanted < 1 - mean) return 0;
  let likelihood = Math.exp(-mean);
  let reached = likelihood;
  let count = 0;
  while (reached < wanted && count < 10 * LARGE_MEAN) {
    count += 1;
    likelihood *= mean / count;
    reached += likelihood;
  }
  return count;
}

/**
 * Noise that changes slowly: normal at every `step`th position and in between mixed so that its variance stays 1.
 * @param step positions from one knot to the next, whole
 */
export function slowNoiseAt(
  step: number,
  seed: number,
  subject: number,
  position: number,
  salt: Salt,
): number {
  const knot = Math.floor(position / step);
  const ratio = position / step - knot;
  const before = normalAt(seed, subject, knot, salt);
  const after = normalAt(seed, subject, knot + 1, salt);
  return ((1 - ratio) * before + ratio * after) / Math.sqrt((1 - ratio) ** 2 + ratio ** 2);
}
