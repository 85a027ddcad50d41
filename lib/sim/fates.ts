import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import type { EventCounts } from "./event-cohort.ts";

/** What became of calls, events, messages and records. All are counts since the world began. */
export type Fates = {
  /** All that ever came; the others always add up to it. */
  arrived: number;
  /** Ran well, started within a minute of arriving. */
  served: number;
  /** Ran well, but started more than a minute after arriving. */
  delayed: number;
  /** A synchronous caller got the function's error. */
  failed: number;
  /** A synchronous caller got 429. */
  refused: number;
  /** Ended in a dead-letter queue or failure destination. */
  deadLettered: number;
  /** Gone: nobody can bring them back. */
  lost: number;
  /** Still queued, stored or running. */
  waiting: number;
};

/** Legitimate ones are those the owner wants served; attacks and what a loop feeds itself are not. */
export type FunctionFates = { readonly legitimate: Readonly<Fates>; readonly illegitimate: Readonly<Fates> };

/** The ledger of fates of one function. `waiting` is not kept here: whoever stores events counts what is there. */
export type FateLedger = {
  arrive(events: EventCounts): void;
  settle(events: EventCounts, outcome: Exclude<keyof Fates, "arrived" | "waiting">): void;
  read(waiting: EventCounts): FunctionFates;
};

export const servedOrDelayed = (arrivedMs: EpochMs, startedMs: EpochMs): "served" | "delayed" =>
  startedMs - arrivedMs > MINUTE_MS ? "delayed" : "served";

const none = (): Fates => ({
  arrived: 0,
  served: 0,
  delayed: 0,
  failed: 0,
  refused: 0,
  deadLettered: 0,
  lost: 0,
  waiting: 0,
});

export function fateLedger(): FateLedger {
  const legitimate = none();
  const illegitimate = none();
  const add = (events: EventCounts, fate: keyof Fates) => {
    legitimate[fate] += events.legitimate;
    illegitimate[fate] += events.illegitimate;
  };
  return {
    arrive: (events) => add(events, "arrived"),
    settle: add,
    read: (waiting) => ({
      legitimate: { ...legitimate, waiting: waiting.legitimate },
      illegitimate: { ...illegitimate, waiting: waiting.illegitimate },
    }),
  };
}
