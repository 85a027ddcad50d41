import { type EpochMs, SECOND_MS } from "../domain/time.ts";
import type { Random } from "./random.ts";

/** Whether something takes from its source: switched at once, in effect only later. Begins switched on. */
export type PollingSwitch = {
  isOn(): boolean;
  /** On its way from one state to the next, in which AWS takes no further change. */
  isMoving(atMs: EpochMs): boolean;
  /** It goes on for a while after it was switched off, even beyond the time at which it calls itself off. */
  polls(atMs: EpochMs): boolean;
  turn(atMs: EpochMs, on: boolean): void;
  /** Another change, which takes as long and switches nothing. */
  touch(atMs: EpochMs): void;
};

/** Transitions are seen to take from some twenty seconds to a minute. */
const SHORTEST_TRANSITION_MS = 20 * SECOND_MS;
const TRANSITION_SPREAD_MS = 40 * SECOND_MS;
/** Polling was seen to go on for up to half a minute after a mapping called itself Disabled. */
const LONGEST_AFTERGLOW_MS = 30 * SECOND_MS;

export function pollingSwitch(createdMs: EpochMs, random: Random): PollingSwitch {
  let isOn = true;
  let settledMs = createdMs;
  let takesEffectMs = createdMs;

  const touch = (atMs: EpochMs): void => {
    settledMs = atMs + SHORTEST_TRANSITION_MS + Math.floor(random.uniform() * TRANSITION_SPREAD_MS);
  };

  return {
    isOn: () => isOn,
    isMoving: (atMs) => atMs < settledMs,
    polls: (atMs) => (isOn ? atMs >= takesEffectMs : atMs < takesEffectMs),
    touch,
    turn(atMs, on) {
      touch(atMs);
      isOn = on;
      takesEffectMs = on ? settledMs : settledMs + Math.floor(random.uniform() * LONGEST_AFTERGLOW_MS);
    },
  };
}
