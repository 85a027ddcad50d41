import type { GuardOverview } from "../app/guard-overview.ts";
import type { EpochMs } from "../domain/time.ts";
import { troubleSentence } from "../notify/trouble-words.ts";
import { counted } from "../report/numbers.ts";
import { relativeTime } from "./format.ts";

/** Whether the guard itself is well, in one line: its last look, its targets, and the gravest of what is wrong. */
export function guardHealthLine(guard: GuardOverview, nowMs: EpochMs): string {
  const { lastLookMs, targets, troubles } = guard;
  const look =
    lastLookMs === undefined ? "it has not looked yet" : `last look ${relativeTime(lastLookMs, nowMs)}`;
  const [gravest, ...more] = troubles;
  if (gravest === undefined) return `The guard is well: ${look}, ${counted(targets.length, "target")}.`;
  const rest = more.length === 0 ? "" : ` And ${more.length} more: \`overcurrent status --json\`.`;
  return `The guard is NOT well: ${look}. ${troubleSentence(gravest, nowMs)}${rest}`;
}
