import type { ActuationOutcome, ActuationRequest, Refusal } from "../../lib/domain/actuation.ts";
import { type BreakerState, brakesOf, stagesOf } from "../../lib/domain/breaker.ts";
import type { Result } from "../../lib/domain/result.ts";
import { describeValue, type SettingValue } from "../../lib/domain/setting.ts";
import type { EpochMs } from "../../lib/domain/time.ts";
import type { Happening } from "./timeline.ts";

/** What one run of `actuate` did, or nothing for a run that only looked. */
export function actuationHappening(
  request: ActuationRequest,
  outcome: Result<ActuationOutcome, Refusal>,
  atMs: EpochMs,
): Happening | undefined {
  const { functionName } = request;
  const line = outcome.ok ? done(request, outcome.value.state, atMs) : refused(request, outcome.error);
  return line && { atMs, functionName, ...line };
}

type Line = Pick<Happening, "tone" | "text">;

function refused({ kind }: ActuationRequest, refusal: Refusal): Line | undefined {
  // Another run is at it, or the work is done already: nobody has to know.
  if (refusal.kind === "busy" || refusal.kind === "nothing-to-do") return undefined;
  return { tone: "trouble", text: `refused        ${kind}: ${refusal.kind}` };
}

function done(request: ActuationRequest, state: BreakerState, atMs: EpochMs): Line | undefined {
  const brakes = brakesOf(state);
  const now = inWords(brakes.map(({ wanted }) => wanted));
  const before = `(before: ${inWords(brakes.map(({ prior }) => prior))})`;
  const isCapped = state.kind === "tripped" && state.grade === "cap";
  switch (request.kind) {
    case "trip":
      return { tone: "stop", text: `${isCapped ? "CAPPED        " : "STOPPED       "} ${now} ${before}` };
    case "escalate":
      return { tone: "stop", text: `STOPPED        ${now}: the cap was not enough` };
    case "retrip":
      return {
        tone: "stop",
        text: `${isCapped ? "capped again  " : "stopped again "} ${now}: still burning`,
      };
    case "ease":
      return { tone: "probe", text: `letting through ${now}: what waits must not be lost` };
    case "probe":
    case "widen":
      return { tone: "probe", text: `probing        ${now}${step(request.kind, state)}` };
    case "restore":
      return { tone: "restore", text: restored(state) };
    case "converge":
      // A breaker that was armed earlier has only come to the end of its recovery.
      return state.kind === "armed" && state.sinceMs === atMs
        ? { tone: "restore", text: restored(state) }
        : undefined;
    case "operator-kill":
      return { tone: "person", text: `KILLED BY HAND ${now} ${before}` };
    case "operator-restore":
      return { tone: "person", text: "restored by hand" };
    case "operator-hold":
    case "operator-release":
    case "operator-exempt":
    case "operator-approve":
    case "operator-reject":
      return { tone: "person", text: `${request.kind.slice("operator-".length)} by hand` };
  }
}

const inWords = (values: readonly SettingValue[]): string => values.map(describeValue).join(", ");

/** How far the way back has come; nothing where it is a single step. A capped function skips those below its cap. */
function step(kind: "probe" | "widen", state: BreakerState): string {
  const steps = stagesOf(brakesOf(state));
  if (state.kind !== "probing" || steps === 1) return "";
  const place = `step ${state.stage + 1} of ${steps}`;
  return kind === "probe" && state.stage > 0 ? ` (straight to ${place})` : ` (${place})`;
}

const restored = ({ kind }: BreakerState): string =>
  kind === "armed" ? "RESTORED       exactly as it was" : "restoring      waiting for AWS to finish";
