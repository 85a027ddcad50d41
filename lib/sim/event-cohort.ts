import { type EpochMs, floorToMinute } from "../domain/time.ts";
import type { Random } from "./random.ts";

/** Calls, events, messages or records that share everything but whether the owner wants them. Never single objects. */
export type EventCohort = {
  legitimate: number;
  /** From an attack, or made by a loop. */
  illegitimate: number;
  /** Of the oldest; cohorts join only within a minute. */
  readonly arrivedMs: EpochMs;
  /** Failed runs so far (asynchronous events) or times received (messages). */
  readonly attempts: number;
  /** Times in a row that no environment was free. */
  readonly throttles: number;
  /** Runs of the same function in the chain that led here, as far as the trace header tells. */
  readonly hops: number;
};

export type EventCounts = { readonly legitimate: number; readonly illegitimate: number };

export const newEvents = (
  arrivedMs: EpochMs,
  legitimate: number,
  illegitimate: number,
  hops = 0,
): EventCohort => ({ legitimate, illegitimate, arrivedMs, attempts: 0, throttles: 0, hops });

export const sizeOf = (events: EventCounts): number => events.legitimate + events.illegitimate;

/** Moves `count` events (at most all) from `events` into a cohort of their own; wanted and unwanted by their share. */
export function take(events: EventCohort, count: number, random: Random): EventCohort {
  const size = sizeOf(events);
  const taken = Math.min(count, size);
  const share =
    events.illegitimate === 0 || taken === size ? taken : random.round((taken * events.legitimate) / size);
  const legitimate = Math.min(events.legitimate, Math.max(taken - events.illegitimate, share));
  events.legitimate -= legitimate;
  events.illegitimate -= taken - legitimate;
  // Written out because this runs millions of times, and a spread copies field by field.
  const { arrivedMs, attempts, throttles, hops } = events;
  return { legitimate, illegitimate: taken - legitimate, arrivedMs, attempts, throttles, hops };
}

/** Adds `events` to `last` when nothing tells them apart but seconds. @returns whether it did, or there was nothing to add */
export function joined(last: EventCohort | undefined, events: EventCohort): boolean {
  if (sizeOf(events) === 0) return true;
  if (
    last === undefined ||
    last.attempts !== events.attempts ||
    last.throttles !== events.throttles ||
    last.hops !== events.hops ||
    last.arrivedMs > events.arrivedMs ||
    floorToMinute(last.arrivedMs) !== floorToMinute(events.arrivedMs)
  )
    return false;
  last.legitimate += events.legitimate;
  last.illegitimate += events.illegitimate;
  return true;
}

/** How many there are in several places. */
export function countAll(...places: readonly Iterable<EventCounts>[]): EventCounts {
  let legitimate = 0;
  let illegitimate = 0;
  for (const place of places)
    for (const events of place) {
      legitimate += events.legitimate;
      illegitimate += events.illegitimate;
    }
  return { legitimate, illegitimate };
}
