import { ok, type Result, refused } from "../domain/result.ts";
import type { TargetId } from "../domain/target.ts";
import type { Problem } from "./refusals.ts";

/** As many as a person reads; `GET /targets` has them all. */
const MOST_NAMED = 20;

/** The target that a request names, if the guard looks after it. @param known all of them, home first */
export function targetOf(wanted: string, known: readonly TargetId[]): Result<TargetId, Problem> {
  const found = known.find((id) => id === wanted);
  if (found !== undefined) return ok(found);
  const rest = known.length - MOST_NAMED;
  const more = rest > 0 ? ` or ${rest} more, see GET /targets` : "";
  return refused({
    code: "unknown-target",
    message: `The guard looks after no account and region ${wanted}.`,
    next: `Name one of ${known.slice(0, MOST_NAMED).join(", ")}${more}.`,
  });
}
