import { type Target, targetId } from "../domain/target.ts";

/** What belongs to targets, each made when it is first asked for. */
export type PerTarget<T> = {
  at(target: Target): T;
  /** The next one is made anew. */
  forget(target: Target): void;
};

/**
 * Makes what belongs to a target once in a process and hands out the same again, so that credentials, connections and
 * snapshots that were read live as long as the process does.
 */
export function perTarget<T>(make: (target: Target) => T): PerTarget<T> {
  const made = new Map<string, T>();
  return {
    at(target) {
      const known = made.get(keyOf(target)) ?? make(target);
      made.set(keyOf(target), known);
      return known;
    },
    forget: (target) => void made.delete(keyOf(target)),
  };
}

/** With its roles: a target whose roles were changed is not the one that was kept. */
const keyOf = (target: Target): string => `${targetId(target)} ${JSON.stringify(target.spoke ?? {})}`;
