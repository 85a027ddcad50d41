import { SECOND_MS } from "../domain/time.ts";
import { countAll, type EventCohort, joined, newEvents, sizeOf, take } from "./event-cohort.ts";
import type { EventSource, SourceParts } from "./event-source.ts";
import { type Fates, servedOrDelayed } from "./fates.ts";
import { runningEvents } from "./running-events.ts";
import { stepsFor } from "./step.ts";
import { timetable } from "./timetable.ts";

/** Who tries again waits longer each time, and is through within a minute, as the retry modes of AWS's own SDKs are. */
const RETRY_DELAYS_MS = [10 * SECOND_MS, 20 * SECOND_MS, 30 * SECOND_MS];

/**
 * Callers that wait for the answer (function URL, API Gateway). Whoever finds no free environment is refused with 429 at
 * once; nothing is stored anywhere. A caller who tries again is one caller with one fate: that of the last try.
 */
export function synchronousSource(
  parts: SourceParts & {
    /** Further tries of a caller who was refused or got an error, 0 to 3. */
    readonly clientRetries: number;
  },
): EventSource {
  const { invoker, meter, fates, onSuccess, clock, random } = parts;
  const running = runningEvents(invoker, random, clock);
  const retries = timetable<EventCohort>();
  let calls: EventCohort = newEvents(0, 0, 0);

  function retryOrSettle(events: EventCohort, fate: Extract<keyof Fates, "refused" | "failed">): void {
    if (sizeOf(events) === 0) return;
    const delayMs = events.attempts < parts.clientRetries ? RETRY_DELAYS_MS[events.attempts] : undefined;
    if (delayMs === undefined) {
      fates.settle(events, fate);
      return;
    }
    const due = clock.step + stepsFor(delayMs);
    const again = { ...events, attempts: events.attempts + 1 };
    if (!joined(retries.at(due).at(-1), again)) retries.add(due, again);
  }

  function run(accepted: EventCohort): void {
    running.start(accepted, sizeOf(accepted), (ended) => {
      fates.settle(ended.succeeded, servedOrDelayed(ended.succeeded.arrivedMs, ended.startedMs));
      retryOrSettle(ended.failed, "failed");
      onSuccess(ended.succeededRuns, ended.succeeded, ended.succeeded.hops);
    });
  }

  return {
    arrive(events) {
      fates.arrive(events);
      // Loop detection does not look at these callers, so hops need not be kept apart.
      const { legitimate, illegitimate } = countAll([calls, events]);
      calls = newEvents(events.arrivedMs, legitimate, illegitimate);
    },
    step() {
      const due = [...retries.take(clock.step), calls].filter((events) => sizeOf(events) > 0);
      calls = newEvents(0, 0, 0);
      let wanted = due.reduce((sum, events) => sum + sizeOf(events), 0);
      let startable = wanted === 0 ? 0 : Math.min(wanted, invoker.startable());
      for (const events of due) {
        // New callers and returning ones have the same chance of a free environment.
        const count = Math.min(startable, Math.round((sizeOf(events) * startable) / wanted));
        wanted -= sizeOf(events);
        startable -= count;
        const accepted = take(events, count, random);
        meter.now().throttles += sizeOf(events);
        retryOrSettle(events, "refused");
        if (sizeOf(accepted) > 0) run(accepted);
      }
    },
    waiting: () => countAll(running.all(), retries.all()),
    isIdle: () => running.isEmpty() && retries.isEmpty(),
  };
}
