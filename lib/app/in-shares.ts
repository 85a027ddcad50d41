import type { Answers } from "./read-each.ts";

/** One request for each function is slow; more of them than this would take seconds. */
const MOST_FREE = 300;

/**
 * Reads functions partly by free requests, partly for money; which ones how does not matter.
 * @param freeShare of them by free requests, 0 to 1
 */
export async function inShares(
  functionNames: readonly string[],
  freeShare: number,
  read: Readonly<Record<"freely" | "paid", (functionNames: readonly string[]) => Promise<Answers>>>,
): Promise<Answers> {
  const free = Math.min(MOST_FREE, Math.round(freeShare * functionNames.length));
  const [freely, paid] = await Promise.all([
    read.freely(functionNames.slice(0, free)),
    read.paid(functionNames.slice(free)),
  ]);
  return new Map([...freely, ...paid]);
}
