import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import type { ConcurrencyPool } from "./concurrency-pool.ts";
import { peakOfLoad } from "./invoker.ts";
import type { PublishedMetrics } from "./metric-publication.ts";
import { emptyTally, type MinuteTally } from "./minute-tally.ts";
import { type Random, randomStream } from "./random.ts";
import type { SimulatedFunction } from "./simulated-function.ts";
import { STEPS_PER_MINUTE, type StepClock, startOf } from "./step.ts";

/** Plays all functions side by side, step by step. */
export type Clockwork = {
  /** Plays the steps that are over by `toMs`. */
  playTo(toMs: EpochMs): void;
};

export function clockwork(world: {
  readonly clock: StepClock;
  readonly functions: () => readonly SimulatedFunction[];
  readonly pool: ConcurrencyPool;
  readonly concurrencyLimit: number;
  readonly published: PublishedMetrics;
  readonly seed: number;
}): Clockwork {
  const { clock, functions, pool, published } = world;
  const lags = new Map<SimulatedFunction, Random>();
  const accountLag = randomStream(world.seed, "account/lag");
  /** Whoever comes or goes does so with the next minute. */
  let played: readonly SimulatedFunction[] = [];
  let active: SimulatedFunction[] = [];
  let accountTally: MinuteTally = emptyTally();

  function changePlayers(present: readonly SimulatedFunction[]): void {
    const staying = new Set(present);
    for (const each of played)
      if (!staying.has(each)) {
        pool.retire(each.slots);
        lags.delete(each);
      }
    for (const each of present)
      if (!lags.has(each)) lags.set(each, randomStream(world.seed, `${each.spec.functionName}/lag`));
    played = present;
  }

  function beginMinute(): void {
    const minuteStartMs = startOf(clock.step);
    const present = functions();
    if (present !== played) changePlayers(present);
    active = played.filter((each) => each.beginMinute(minuteStartMs));
    accountTally = emptyTally();
  }

  function playStep(): void {
    pool.beginStep();
    for (const each of active) each.beginStep();
    // The pool serves who comes first, so nobody always comes first.
    for (let place = 0; place < active.length; place++) active[(place + clock.step) % active.length]?.step();
    measureAccount();
  }

  function measureAccount(): void {
    let inFlight = 0;
    let load = 0;
    for (const { slots } of active) {
      inFlight += slots.inFlight;
      load += slots.load;
    }
    const shared = pool.unreservedInUse();
    const most = (flying: number, busy: number) =>
      Math.min(world.concurrencyLimit, flying + peakOfLoad(busy, world.concurrencyLimit));
    accountTally.concurrentExecutions = Math.max(accountTally.concurrentExecutions, most(inFlight, load));
    accountTally.unreservedConcurrentExecutions = Math.max(
      accountTally.unreservedConcurrentExecutions,
      most(shared.inFlight, shared.load),
    );
  }

  function endMinute(): void {
    const closedAtMs = startOf(clock.step);
    for (const each of active) {
      const lag = lags.get(each);
      if (lag !== undefined) published.publish(closedAtMs, each.endMinute(), lag);
    }
    const minute = closedAtMs / MINUTE_MS - 1;
    published.publish(closedAtMs, [{ functionName: undefined, minute, tally: accountTally }], accountLag);
    published.settle(closedAtMs);
  }

  return {
    playTo(toMs) {
      while (startOf(clock.step + 1) <= toMs) {
        if (clock.step % STEPS_PER_MINUTE === 0) beginMinute();
        playStep();
        clock.step++;
        if (clock.step % STEPS_PER_MINUTE === 0) endMinute();
      }
    },
  };
}
