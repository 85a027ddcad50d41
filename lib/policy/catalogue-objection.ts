import type { Catalogue } from "../domain/function-profile.ts";
import { type EpochMs, HOUR_MS } from "../domain/time.ts";

/** The inventory runs hourly; after three missed ones nobody knows any more what a function is connected to. */
const MAX_AGE_MS = 3 * HOUR_MS;

/** Why the guard must not choose a brake from this catalogue, or `undefined` when it is fresh and complete. */
export function catalogueObjection(
  catalogue: Catalogue,
  functionName: string,
  nowMs: EpochMs,
): string | undefined {
  const ageMs = nowMs - catalogue.takenAtMs;
  if (ageMs > MAX_AGE_MS) return `the inventory is ${(ageMs / HOUR_MS).toFixed(1)} hours old`;
  const operations = catalogue.unanswered
    .filter((question) => question.functionName === functionName)
    .map(({ operation }) => operation);
  return operations.length > 0 ? `the inventory got no answer to ${operations.join(", ")}` : undefined;
}
