import { countAll, type EventCohort, newEvents, sizeOf, take } from "./event-cohort.ts";
import type { EventSource, SourceParts } from "./event-source.ts";
import { servedOrDelayed } from "./fates.ts";
import { runningEvents } from "./running-events.ts";

/**
 * Callers that wait for the answer (function URL, API Gateway). Whoever finds no free environment is refused with 429 at
 * once; nothing is stored anywhere.
 */
export function synchronousSource(parts: SourceParts): EventSource {
  const { invoker, meter, fates, onSuccess, clock, random } = parts;
  const running = runningEvents(invoker, random, clock);
  let calls: EventCohort = newEvents(0, 0, 0);

  return {
    arrive(events) {
      fates.arrive(events);
      // Loop detection does not look at these callers, so hops need not be kept apart.
      const { legitimate, illegitimate } = countAll([calls, events]);
      calls = newEvents(events.arrivedMs, legitimate, illegitimate);
    },
    step() {
      const size = sizeOf(calls);
      if (size === 0) return;
      const accepted = take(calls, invoker.startable(), random);
      if (sizeOf(accepted) < size) {
        meter.now().throttles += sizeOf(calls);
        fates.settle(calls, "refused");
      }
      calls = newEvents(0, 0, 0);
      if (sizeOf(accepted) === 0) return;
      running.start(accepted, sizeOf(accepted), (ended) => {
        fates.settle(ended.succeeded, servedOrDelayed(ended.succeeded.arrivedMs, ended.startedMs));
        fates.settle(ended.failed, "failed");
        onSuccess(ended.succeededRuns, ended.succeeded.hops);
      });
    },
    waiting: () => countAll(running.all()),
    isIdle: () => running.isEmpty(),
  };
}
