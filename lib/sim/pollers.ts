/** The pollers of an SQS mapping: how many batches they offer, and how their number follows the load. */
export type Pollers = {
  /** Those that could receive a batch; the others wait for one of `running`, or hold a throttled one. */
  idle(running: number, maximumConcurrency: number | undefined): number;
  /** So many now hold a throttled batch and receive no other. */
  hold(count: number): void;
  release(count: number): void;
  /** Scales up while messages are left over, down while runs are throttled. */
  adapt(wasThrottled: boolean, isBehind: boolean): void;
};

/** Lambda starts with five concurrent batches, adds up to 300 a minute, and stops at 1,250. */
const FEWEST = 5;
const MOST = 1250;
const MORE_PER_STEP = 50;

export function pollers(): Pollers {
  let count = FEWEST;
  let held = 0;
  return {
    idle: (running, maximumConcurrency = MOST) =>
      Math.max(0, Math.min(count, maximumConcurrency) - running - held),
    hold(more) {
      held += more;
    },
    release(fewer) {
      held -= fewer;
    },
    adapt(wasThrottled, isBehind) {
      if (wasThrottled) count = Math.max(FEWEST, Math.floor(count / 2));
      else if (isBehind && held === 0) count = Math.min(MOST, count + MORE_PER_STEP);
      else if (!isBehind) count = Math.max(FEWEST, Math.floor(count * 0.9));
    },
  };
}
