/** The turns of one function: so many in each cycle, as evenly as whole minutes allow. */
export type Turns = {
  /** Of its name: shifts the cycle, so that not all have their turn in the same minute. */
  readonly hash: number;
  /** Whole, 1 to `cycleMinutes`. */
  readonly readsPerCycle: number;
  readonly cycleMinutes: number;
};

/**
 * Whether it is the function's turn in this minute. From one turn to the next there are at most `cycleMinutes / readsPerCycle`
 * minutes, rounded up. When its reads per cycle change, a turn is moved by less than the larger of the two intervals.
 *
 * @param minute whole minutes since 1970
 */
export function isTurn(turns: Turns, minute: number): boolean {
  const at = minuteOfCycle(turns, minute);
  return turnsUpTo(turns, at) !== turnsUpTo(turns, at - 1);
}

/**
 * Whether a turn is the first one in a stretch of `everyMinutes`: what is done at such turns is done about so often, or at each
 * turn if they are rarer.
 *
 * @param everyMinutes a power of two
 */
export function isFirstTurnIn(everyMinutes: number, turns: Turns, minute: number): boolean {
  const { hash, cycleMinutes } = turns;
  const at = minuteOfCycle(turns, minute);
  const start = at - (at % Math.min(everyMinutes, cycleMinutes));
  const cycle = Math.floor((minute + hash) / cycleMinutes);
  const isFirst = turnsUpTo(turns, at) === turnsUpTo(turns, start - 1) + 1;
  return isFirst && cycle % Math.max(1, everyMinutes / cycleMinutes) === 0;
}

const minuteOfCycle = ({ hash, cycleMinutes }: Turns, minute: number): number =>
  (minute + hash) % cycleMinutes;

const turnsUpTo = ({ readsPerCycle, cycleMinutes }: Turns, at: number): number =>
  Math.floor((at * readsPerCycle) / cycleMinutes);
