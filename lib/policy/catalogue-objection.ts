import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import { type EpochMs, HOUR_MS } from "../domain/time.ts";

/** The inventory runs hourly; after three missed ones nobody knows any more what a function is connected to. */
const MAX_AGE_MS = 3 * HOUR_MS;

/** Why the guard must not choose a brake for this function of the catalogue, or `undefined` when all of it is fresh and complete. */
export function catalogueObjection(
  { takenAtMs, unanswered }: Catalogue,
  profile: FunctionProfile,
  nowMs: EpochMs,
): string | undefined {
  const { functionName, describedAtMs } = profile;
  if (nowMs - takenAtMs > MAX_AGE_MS) return `the inventory is ${hoursSince(takenAtMs, nowMs)} hours old`;
  if (describedAtMs === "never") return "the inventory has listed the function, but not described it yet";
  if (profile.isOutdated) return "the function was deployed since the inventory described it";
  if (isDescriptionOld(profile, nowMs))
    return `the inventory described the function ${hoursSince(describedAtMs, nowMs)} hours ago`;
  const operations = unanswered
    .filter((question) => question.functionName === functionName)
    .map(({ operation }) => operation);
  return operations.length > 0 ? `the inventory got no answer to ${operations.join(", ")}` : undefined;
}

/** Whether a function has to be asked about again before anything may be done to it. */
export const isDescriptionOld = ({ describedAtMs, isOutdated }: FunctionProfile, nowMs: EpochMs): boolean =>
  describedAtMs === "never" || isOutdated === true || nowMs - describedAtMs > MAX_AGE_MS;

const hoursSince = (atMs: EpochMs, nowMs: EpochMs): string => ((nowMs - atMs) / HOUR_MS).toFixed(1);
