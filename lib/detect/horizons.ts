/**
 * Over how long a rise is looked at, and what it has to reach there.
 *
 * A horizon is cut into equal blocks, and its surprise is that of its calmest block: a rise counts as lasting only
 * where every part of it is high. A sum would let one burst stand for an hour.
 *
 * Three things have to come together, because each alone is wrong somewhere: surprise beyond the function's own bursts
 * (a bursty function alarms late, a steady one early), surprise at all (a short history may have had no burst yet), and
 * a multiple of what is expected (a busy function is surprised by a tenth more, and nobody minds).
 */
export type Horizon = {
  readonly blockMinutes: number;
  readonly blocks: number;
  /** Standard deviations that every block has to reach. */
  readonly leastDeviations: number;
  /** Multiple of the deviations that recur in the function's own history. */
  readonly timesOwnBurst: number;
  /** Multiple of what is expected over the whole horizon. */
  readonly timesExpected: number;
  /** Which finding it belongs to: a sudden rise, one that lasts, or one that creeps in over hours. */
  readonly finding: "volume" | "persistence" | "drift";
};

type Demand = readonly [leastDeviations: number, timesOwnBurst: number, timesExpected: number];
const horizon =
  (finding: Horizon["finding"]) =>
  (
    blocks: number,
    blockMinutes: number,
    [leastDeviations, timesOwnBurst, timesExpected]: Demand,
  ): Horizon => ({ finding, blocks, blockMinutes, leastDeviations, timesOwnBurst, timesExpected });
const sudden = horizon("volume");
const lasting = horizon("persistence");
const creeping = horizon("drift");

/**
 * Longer horizons ask for less, since chance evens out. The numbers were chosen on recorded and made-up traffic with
 * injected attacks (docs/benchmarks.md); none of them belongs to one function, whose own bursts are learned.
 */
export const HORIZONS: readonly Horizon[] = [
  sudden(1, 1, [5, 2.5, 9]),
  sudden(1, 5, [5, 2.5, 9]),
  sudden(2, 1, [5, 2.5, 4]),
  sudden(2, 5, [5, 2.5, 4]),
  sudden(4, 1, [5, 2.6, 3]),
  sudden(4, 2, [5, 2.6, 3]),
  lasting(4, 5, [5, 2.6, 3]),
  lasting(4, 10, [4, 2.3, 2.4]),
  lasting(4, 15, [2.8, 2.1, 1.9]),
  lasting(6, 20, [1.9, 1.6, 1.9]),
  creeping(6, 40, [2, 1.7, 1.9]),
  creeping(6, 80, [1, 1.3, 2.5]),
];
