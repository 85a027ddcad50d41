import type { Behaviour } from "./behaviour.ts";
import { type EventCounts, sizeOf } from "./event-cohort.ts";
import type { Inbox } from "./inbox.ts";
import type { Random } from "./random.ts";
import type { Sending } from "./spec.ts";

/** Brings events to a trigger of another function. */
export type Deliver = (sending: Sending, events: EventCounts) => void;

/** What the successful runs of one trigger make: events for the trigger itself, and for other functions. */
export function outputs(parts: {
  readonly trigger: number;
  readonly behaviour: Behaviour;
  readonly sends: readonly Sending[];
  readonly ownInbox: Inbox;
  readonly deliver: Deliver;
  readonly selfFeedingRandom: Random;
  readonly sendingRandom: Random;
}): (runs: number, carried: EventCounts, hops: number) => void {
  const { behaviour, ownInbox, deliver, selfFeedingRandom, sendingRandom } = parts;

  function feedItself(runs: number, hops: number): void {
    const feeding = behaviour.feeding(parts.trigger);
    if (feeding === undefined) return;
    const made = selfFeedingRandom.round(runs * feeding.eventsPerRun);
    if (made > 0) ownInbox.put({ legitimate: 0, illegitimate: made }, feeding.propagatesTrace ? hops + 1 : 0);
  }

  function send(sending: Sending, runs: number, wantedRatio: number): void {
    const made = sendingRandom.round(runs * sending.eventsPerRun);
    if (made === 0) return;
    const legitimate = Math.min(made, sendingRandom.round(made * wantedRatio));
    deliver(sending, { legitimate, illegitimate: made - legitimate });
  }

  return (runs, carried, hops) => {
    if (runs === 0) return;
    feedItself(runs, hops);
    const wantedRatio = carried.illegitimate === 0 ? 1 : carried.legitimate / sizeOf(carried);
    for (const sending of parts.sends) send(sending, runs, wantedRatio);
    for (const sending of behaviour.fanOut()) send(sending, runs, 0);
  };
}
