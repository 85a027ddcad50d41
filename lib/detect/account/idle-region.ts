import { figure } from "../wording.ts";
import type { SeenAccount } from "./seen.ts";

/** At most two runs in five minutes: some timers, and nobody who calls. */
const IDLE_RECORD_PER_MINUTE = 0.5;

/**
 * Whether nobody uses this region but the guard itself, as a sentence; `undefined` where it is used, or where too little is
 * known of it. Whoever has stolen keys tries the regions that nobody looks at.
 */
export function idleRegion({ baseline, functions }: SeenAccount): string | undefined {
  if (functions.every(({ isOwn }) => isOwn))
    return "The inventory knows no function in this region but the guard's own.";
  if (baseline === undefined) return undefined;
  const own = functions.reduce(
    (total, one) => total + (one.isOwn ? (one.baseline?.invocations.recordPerMinute ?? 0) : 0),
    0,
  );
  const others = Math.max(0, baseline.invocations.recordPerMinute - own);
  if (others >= IDLE_RECORD_PER_MINUTE) return undefined;
  return (
    `This region was hardly used in ${figure(baseline.historyDays)} days of history ` +
    `(${figure(others)} runs a minute are the most that recurs, the guard's own aside).`
  );
}
