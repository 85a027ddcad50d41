import type { EventCounts } from "./event-cohort.ts";

/** What runs have put on a trigger and what it has not taken up yet. */
export type Inbox = {
  /** @param hops runs of the trigger's own function in the chain that led here, as far as the trace header tells */
  put(events: EventCounts, hops: number): void;
  /** Removes and returns everything, by hops. */
  take(): readonly (readonly [hops: number, events: EventCounts])[];
  isEmpty(): boolean;
};

const NOTHING: readonly never[] = [];

export function inbox(): Inbox {
  const byHops = new Map<number, EventCounts>();
  return {
    put({ legitimate, illegitimate }, hops) {
      const known = byHops.get(hops);
      byHops.set(hops, {
        legitimate: (known?.legitimate ?? 0) + legitimate,
        illegitimate: (known?.illegitimate ?? 0) + illegitimate,
      });
    },
    take() {
      if (byHops.size === 0) return NOTHING;
      const taken = [...byHops].map(([hops, events]) => [hops, events] as const);
      byHops.clear();
      return taken;
    },
    isEmpty: () => byHops.size === 0,
  };
}
