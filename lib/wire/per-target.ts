import { type Target, targetId } from "../domain/target.ts";

/**
 * Makes what belongs to a target once in a process and hands out the same again, so that credentials, connections and
 * snapshots that were read live as long as the process does.
 */
export function perTarget<T>(make: (target: Target) => T): (target: Target) => T {
  const made = new Map<string, T>();
  return (target) => {
    // With its roles: a target whose roles were changed is not the one that was kept.
    const key = `${targetId(target)} ${JSON.stringify(target.spoke ?? {})}`;
    const known = made.get(key) ?? make(target);
    made.set(key, known);
    return known;
  };
}
