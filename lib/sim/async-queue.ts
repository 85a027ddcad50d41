import { MINUTE_MS, SECOND_MS } from "../domain/time.ts";
import { countAll, type EventCohort, joined, sizeOf, take } from "./event-cohort.ts";
import type { EventSource, SourceParts } from "./event-source.ts";
import { servedOrDelayed } from "./fates.ts";
import { runningEvents } from "./running-events.ts";
import { type Step, startOf, stepsFor } from "./step.ts";
import { timetable } from "./timetable.ts";

/** After the first and the second failed run, and no more. */
const ERROR_RETRY_DELAYS_MS = [MINUTE_MS, 2 * MINUTE_MS];
/** "From 1 second to a maximum of 5 minutes", doubling. */
const SHORTEST_BACKOFF_MS = SECOND_MS;
const LONGEST_BACKOFF_MS = 5 * MINUTE_MS;
/** Doublings after which the backoff no longer grows; counting on would only keep cohorts apart. */
const MOST_DOUBLINGS = Math.ceil(Math.log2(LONGEST_BACKOFF_MS / SHORTEST_BACKOFF_MS));

/**
 * Lambda's own queue for callers that hand over and go (S3, SNS, EventBridge, schedules, Invoke with type Event).
 * Throttled events come back until they are too old, failed ones twice. With a reserved concurrency of 0, *new* events are
 * discarded at once; those already queued go on waiting (the developer guide speaks of new events only).
 */
export function asyncQueue(
  parts: SourceParts & {
    readonly maximumEventAgeSeconds: number;
    readonly hasFailureDestination: boolean;
    readonly isReservedToZero: () => boolean;
  },
): EventSource {
  const { invoker, meter, fates, loopDetection, onSuccess, clock, random } = parts;
  const running = runningEvents(invoker, random, clock);
  const retries = timetable<EventCohort>();
  let fresh: EventCohort[] = [];

  function discard(events: EventCohort): void {
    meter.now().asyncEventsDropped += sizeOf(events);
    fates.settle(events, parts.hasFailureDestination ? "deadLettered" : "lost");
  }

  function retryAt(step: Step, events: EventCohort): void {
    if (!joined(retries.at(step).at(-1), events)) retries.add(step, events);
  }

  function backOff(events: EventCohort): void {
    meter.now().throttles += sizeOf(events);
    const delayMs = Math.min(LONGEST_BACKOFF_MS, SHORTEST_BACKOFF_MS * 2 ** events.throttles);
    const throttles = Math.min(MOST_DOUBLINGS, events.throttles + 1);
    retryAt(clock.step + stepsFor(delayMs), { ...events, throttles });
  }

  function afterFailure(events: EventCohort): void {
    if (sizeOf(events) === 0) return;
    const delayMs = ERROR_RETRY_DELAYS_MS[events.attempts];
    if (delayMs === undefined) discard(events);
    else retryAt(clock.step + stepsFor(delayMs), { ...events, attempts: events.attempts + 1, throttles: 0 });
  }

  function run(events: EventCohort): void {
    const tally = meter.now();
    tally.asyncEventAgeMs = Math.max(tally.asyncEventAgeMs, startOf(clock.step) - events.arrivedMs);
    running.start(events, sizeOf(events), (ended) => {
      fates.settle(ended.succeeded, servedOrDelayed(events.arrivedMs, ended.startedMs));
      afterFailure(ended.failed);
      onSuccess(ended.succeededRuns, ended.succeeded, events.hops);
    });
  }

  return {
    arrive(events) {
      fates.arrive(events);
      meter.now().asyncEventsReceived += sizeOf(events);
      fresh.push(events);
    },
    step() {
      const { step } = clock;
      if (fresh.length > 0 && parts.isReservedToZero()) {
        fresh.forEach(discard);
        fresh = [];
      }
      const due = [...retries.take(step), ...fresh].filter((events) => {
        const isTooOld = startOf(step) - events.arrivedMs > parts.maximumEventAgeSeconds * SECOND_MS;
        const isStopped = isTooOld || loopDetection.stops(events);
        if (isStopped) discard(events);
        return !isStopped;
      });
      fresh = [];
      if (due.length === 0) return;

      let left = invoker.startable();
      const wanted = due.reduce((sum, events) => sum + sizeOf(events), 0);
      // The queue keeps no order: each event has the same chance of one of the free environments.
      const chance = Math.min(1, left / wanted);
      for (const events of due) {
        const count = chance === 1 ? sizeOf(events) : Math.min(left, random.round(sizeOf(events) * chance));
        const started = take(events, count, random);
        left -= sizeOf(started);
        if (sizeOf(started) > 0) run(started);
        if (sizeOf(events) > 0) backOff(events);
      }
    },
    waiting: () => countAll(running.all(), retries.all(), fresh),
    isIdle: () => running.isEmpty() && retries.isEmpty() && fresh.length === 0,
  };
}
