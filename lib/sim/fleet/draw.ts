import { randomStream } from "../random.ts";

/**
 * A number in [0, 1) that depends on `seed` and `what` only. Each question has a draw of its own, so a function that
 * joins the fleet changes nothing about the others.
 */
export const draw = (seed: number, what: string): number => randomStream(seed, what).uniform();

/** A whole number from 0 to `below` - 1, drawn as in {@link draw}. */
export const drawInteger = (seed: number, what: string, below: number): number =>
  Math.floor(draw(seed, what) * below);

/** A factor from 1 - `spreadRatio` to 1 + `spreadRatio`, drawn as in {@link draw}. */
export const drawFactor = (seed: number, what: string, spreadRatio: number): number =>
  1 + spreadRatio * (2 * draw(seed, what) - 1);
