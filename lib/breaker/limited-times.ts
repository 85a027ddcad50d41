import type { LedgerEntry, LedgerEvent } from "../domain/ledger.ts";
import { sameValue } from "../domain/setting.ts";
import type { EpochMs, TimeSpan } from "../domain/time.ts";

/** After these nothing limits the function any more, or the guard's next step tells that something does. */
const ENDS: readonly LedgerEvent[] = ["breaker.restored", "breaker.function-deleted", "operator.released"];

/** What the entries read so far say of one function. */
type Course = {
  /** When a brake was intended that AWS may not have taken. */
  intendedAtMs?: EpochMs | undefined;
  limitedSinceMs?: EpochMs | undefined;
  readonly spans: TimeSpan[];
};

/**
 * When functions were limited, as the ledger tells it: from the first brake that AWS took until everything was put back.
 * A probe counts as limited, and so does what a person killed. A brake that AWS refused limited nothing.
 *
 * What is limited still has no end in the ledger and is left out: its breaker tells since when.
 *
 * @param entries of any functions, oldest first
 * @param sinceMs where the entries begin: what was put back without having been braked was limited from there on
 */
export function limitedTimes(
  entries: readonly LedgerEntry[],
  sinceMs: EpochMs,
): ReadonlyMap<string, readonly TimeSpan[]> {
  const courses = new Map<string, Course>();
  for (const entry of entries) {
    const course = courses.get(entry.functionName) ?? { spans: [] };
    courses.set(entry.functionName, course);
    readEntry(course, entry, sinceMs);
  }
  return new Map([...courses].map(([functionName, { spans }]) => [functionName, spans]));
}

function readEntry(course: Course, entry: LedgerEntry, sinceMs: EpochMs): void {
  const { event, atMs } = entry;
  if (event === "action.intended" && limits(entry)) course.intendedAtMs ??= atMs;
  else if (event === "action.applied" && limits(entry)) course.limitedSinceMs ??= course.intendedAtMs ?? atMs;
  else if (event === "action.applied" && course.spans.length === 0) course.limitedSinceMs ??= sinceMs;
  else if (ENDS.includes(event)) {
    const { limitedSinceMs } = course;
    if (limitedSinceMs !== undefined) course.spans.push({ startMs: limitedSinceMs, endMs: atMs });
    course.limitedSinceMs = undefined;
    course.intendedAtMs = undefined;
  }
}

const limits = ({ prior, wanted }: LedgerEntry): boolean =>
  prior !== undefined && wanted !== undefined && !sameValue(prior, wanted);
