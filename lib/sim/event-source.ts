import type { EpochMs } from "../domain/time.ts";
import type { EventCohort, EventCounts } from "./event-cohort.ts";
import type { FateLedger } from "./fates.ts";
import type { FunctionMeter } from "./function-meter.ts";
import type { Invoker } from "./invoker.ts";
import type { Random } from "./random.ts";
import type { LoopDetection } from "./recursion.ts";
import type { StepClock } from "./step.ts";

/** What stands between those who call a function and its runs: a door, a queue or a log, with its own rules for refusal. */
export type EventSource = {
  /** New ones; they count as arrived. */
  arrive(events: EventCohort): void;
  /** Starts what may start now and keeps, returns or drops the rest. */
  step(): void;
  /** What is queued, stored or running. */
  waiting(): EventCounts;
  /** Nothing to do until something arrives. */
  isIdle(): boolean;
};

/** What takes from a queue or log: a mapping, or a pipe. */
export type SourcePolling = {
  /** Whether it takes from its source then. It goes on for a while after it was switched off, even beyond "Disabled". */
  polls(atMs: EpochMs): boolean;
  /** Its own ceiling of concurrent runs. */
  maximumConcurrency(): number | undefined;
};

/** What every source works with. */
export type SourceParts = {
  readonly invoker: Invoker;
  readonly meter: FunctionMeter;
  readonly fates: FateLedger;
  readonly loopDetection: LoopDetection;
  /** Told of every successful run, with what they carried and the chain they belong to. */
  readonly onSuccess: (runs: number, carried: EventCounts, hops: number) => void;
  readonly clock: StepClock;
  readonly random: Random;
};
