import type { SeenUnderBrake } from "../domain/actuation.ts";
import { type Brake, type BreakerState, brakesOf } from "../domain/breaker.ts";
import type { Window } from "../domain/observation.ts";
import { isSourceOff } from "../domain/setting.ts";
import { MINUTE_MS, SECOND_MS } from "../domain/time.ts";
import { finalMinutes, sum } from "./final-minutes.ts";
import { figure } from "./wording.ts";

/**
 * A mapping that calls itself Disabled was seen to poll on for another minute, and takes up to a minute to get there: what
 * begins later than this after the brake was set should not have begun.
 */
const REST_MS = 3 * MINUTE_MS;
const JUDGED_MINUTES = 3;
/** Somebody may try a stopped function by hand; a source that is still read does more than that. */
const FEW_RUNS = 3;
/** Metrics are rounded, and a run that is cut at the timeout is billed a little longer. */
const TOLERANCE = 1.1;

type Hold = NonNullable<SeenUnderBrake["hold"]>;

/**
 * Whether a function really does no more than its brakes allow. The state of a setting is no proof of it, so this looks at what
 * ran: no more than the reserved executions can take up, or nothing at all where every source is off.
 *
 * @param window periods of 60 s
 * @returns `undefined` while it is too early to tell, or where something is let through that cannot be bounded
 */
export function brakesHold(state: BreakerState, window: Window, timeoutSeconds: number): Hold | undefined {
  if (state.kind !== "tripped" && state.kind !== "held") return undefined;
  const most = mostExecutions(brakesOf(state));
  if (most === undefined) return undefined;
  const minutes = finalMinutes(window);
  const first = Math.max(0, Math.ceil((state.startedAtMs + REST_MS - window.startMs) / MINUTE_MS));
  const runs = minutes.of("invocations")?.slice(first);
  const durationMs = minutes.of("durationMs")?.slice(first);
  if (runs === undefined || durationMs === undefined || runs.length < JUDGED_MINUTES) return undefined;

  const count = sum(runs);
  const seen = `${figure(count)} runs began in ${runs.length} minutes`;
  if (most === 0)
    return count <= FEW_RUNS
      ? { kind: "holds", reason: seen }
      : { kind: "leaks", reason: `${seen} although nothing should run` };
  // A run is billed to the minute it began in, so the last ones may reach beyond the minutes looked at.
  const roomMs = most * (runs.length * MINUTE_MS + timeoutSeconds * SECOND_MS) * TOLERANCE;
  return sum(durationMs) <= roomMs
    ? { kind: "holds", reason: `${seen}, no more than ${most} at a time` }
    : { kind: "leaks", reason: `${seen}, which is more than ${most} at a time can do` };
}

/** How many executions the brakes let run at once; `undefined` when it cannot be said. */
function mostExecutions(brakes: readonly Brake[]): number | undefined {
  if (brakes.length === 0) return undefined;
  for (const { wanted } of brakes)
    if (wanted.kind === "concurrency") return wanted.reserved === "unreserved" ? undefined : wanted.reserved;
  return brakes.every(({ wanted }) => isSourceOff(wanted)) ? 0 : undefined;
}
