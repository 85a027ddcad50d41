import type { Step } from "./step.ts";

/** Things that are due in a later step. */
export type Timetable<T> = {
  add(due: Step, item: T): void;
  /** Removes and returns what is due in this step, in the order it was added. */
  take(due: Step): readonly T[];
  /** What is already waiting for that step, to merge with. */
  at(due: Step): readonly T[];
  all(): Iterable<T>;
  isEmpty(): boolean;
};

const NOTHING: readonly never[] = [];

export function timetable<T>(): Timetable<T> {
  const byStep = new Map<Step, T[]>();
  return {
    add(due, item) {
      const items = byStep.get(due);
      if (items === undefined) byStep.set(due, [item]);
      else items.push(item);
    },
    take(due) {
      const items = byStep.get(due);
      if (items === undefined) return NOTHING;
      byStep.delete(due);
      return items;
    },
    at: (due) => byStep.get(due) ?? NOTHING,
    *all() {
      for (const items of byStep.values()) yield* items;
    },
    isEmpty: () => byStep.size === 0,
  };
}
