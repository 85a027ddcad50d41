import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { mersenne } from "pure-rand/generator/mersenne";

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value;
}

/**
 * A number in [0, 1) that depends on `seed` and `what` only. Each question has a draw of its own, so a function that
 * joins the fleet changes nothing about the others. (Similar texts have similar hashes; the Mersenne twister scrambles
 * its seed thoroughly, where the faster generators start with numbers as similar as their seeds.)
 */
export const draw = (seed: number, what: string): number => uniformFloat64(mersenne(hash(`${seed}/${what}`)));

/** A whole number from 0 to `below` - 1, drawn as in {@link draw}. */
export const drawInteger = (seed: number, what: string, below: number): number =>
  Math.floor(draw(seed, what) * below);

/** A factor from 1 - `spreadRatio` to 1 + `spreadRatio`, drawn as in {@link draw}. */
export const drawFactor = (seed: number, what: string, spreadRatio: number): number =>
  1 + spreadRatio * (2 * draw(seed, what) - 1);
