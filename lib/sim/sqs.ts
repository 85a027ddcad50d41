import { SECOND_MS } from "../domain/time.ts";
import { countAll, type EventCohort, joined, sizeOf, take } from "./event-cohort.ts";
import type { EventSource, SourceParts, SourcePolling } from "./event-source.ts";
import { servedOrDelayed } from "./fates.ts";
import { pollers } from "./pollers.ts";
import { type EndedEvents, runningEvents } from "./running-events.ts";
import type { SqsSpec } from "./spec.ts";
import { STEP_MS, STEPS_PER_MINUTE, type Step, startOf, stepsFor } from "./step.ts";
import { timetable } from "./timetable.ts";

/** Pollers wait a second at most for a batch to fill. */
const BATCH_WINDOWS_PER_STEP = STEP_MS / SECOND_MS;

/** Received messages that come back unless they were run well. */
type Hidden = { readonly events: EventCohort; readonly heldPollers: number };

/**
 * A queue and the pollers of its mapping or pipe. Messages are received, become invisible, and come back with a higher
 * receive count when their run failed or when no environment was free. That is why throttling a consumer fills the
 * dead-letter queue, while switching the pollers off leaves the messages where they are.
 */
export function sqsSource(
  parts: SourceParts & { readonly queue: SqsSpec; readonly polling: SourcePolling },
): EventSource {
  const { queue, polling, invoker, meter, fates, loopDetection, onSuccess, clock, random } = parts;
  const running = runningEvents(invoker, random, clock);
  const fleet = pollers();
  const hidden = timetable<Hidden>();
  let visible: EventCohort[] = [];

  const visibilitySteps = stepsFor(queue.visibilityTimeoutSeconds * SECOND_MS);

  function show(events: EventCohort): void {
    if (!joined(visible.at(-1), events)) visible.push(events);
  }

  function hide(events: EventCohort, due: Step, heldPollers: number): void {
    if (sizeOf(events) > 0)
      hidden.add(Math.max(clock.step + 1, due), {
        events: { ...events, attempts: events.attempts + 1 },
        heldPollers,
      });
  }

  function reappear({ events, heldPollers }: Hidden): void {
    fleet.release(heldPollers);
    if (queue.maxReceiveCount !== undefined && events.attempts >= queue.maxReceiveCount)
      fates.settle(events, "deadLettered");
    else show(events);
  }

  function expire(): void {
    const oldestMs = startOf(clock.step) - queue.retentionSeconds * SECOND_MS;
    if (!visible.some(({ arrivedMs }) => arrivedMs < oldestMs)) return;
    for (const events of visible) if (events.arrivedMs < oldestMs) fates.settle(events, "lost");
    visible = visible.filter(({ arrivedMs }) => arrivedMs >= oldestMs);
  }

  function run(events: EventCohort, batches: number): void {
    const due = clock.step + visibilitySteps;
    const settle = (ended: EndedEvents) => {
      fates.settle(ended.succeeded, servedOrDelayed(events.arrivedMs, ended.startedMs));
      hide(ended.failed, due, 0);
      onSuccess(ended.succeededRuns, ended.succeeded, events.hops);
    };
    running.start(events, batches, settle, fleet.idle(running.runs(), polling.maximumConcurrency()));
  }

  function receive(): void {
    const backlog = visible.reduce((sum, events) => sum + sizeOf(events), 0);
    const fill = Math.min(queue.batchSize, Math.max(1, Math.ceil(backlog / BATCH_WINDOWS_PER_STEP)));
    const idlePollers = fleet.idle(running.runs(), polling.maximumConcurrency());
    let offered = Math.floor(idlePollers * invoker.runsPerSlot());
    let startable = Math.min(offered, invoker.startable());
    let throttledBatches = 0;
    const due = clock.step + visibilitySteps;

    while (offered > 0) {
      const [first] = visible;
      if (first === undefined) break;
      const mayRun = startable > 0;
      const events = take(first, (mayRun ? startable : offered) * fill, random);
      if (sizeOf(first) === 0) visible.shift();
      const batches = Math.ceil(sizeOf(events) / fill);
      offered -= batches;
      if (loopDetection.stops(events)) hide(events, due, 0);
      else if (mayRun) {
        startable -= batches;
        run(events, batches);
      } else {
        // The poller keeps trying with this batch until its messages become visible to others again.
        meter.now().throttles += batches;
        throttledBatches += batches;
        fleet.hold(batches);
        hide(events, due, batches);
      }
    }
    fleet.adapt(throttledBatches > 0, visible.length > 0);
  }

  return {
    arrive(events) {
      fates.arrive(events);
      show(events);
    },
    step() {
      hidden.take(clock.step).forEach(reappear);
      if (clock.step % STEPS_PER_MINUTE === 0) expire();
      if (visible.length > 0 && polling.polls(startOf(clock.step))) receive();
    },
    waiting: () =>
      countAll(
        running.all(),
        visible,
        [...hidden.all()].map(({ events }) => events),
      ),
    isIdle: () => running.isEmpty() && hidden.isEmpty() && visible.length === 0,
  };
}
