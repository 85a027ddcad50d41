import type { BreakerNews } from "../domain/breaker-news.ts";
import { clockTime } from "../domain/clock-time.ts";
import { lastSafeMs } from "../domain/loss-share.ts";
import type { EpochMs } from "../domain/time.ts";
import { commandLine, paragraph } from "./wording.ts";

/** What happens next by itself, and what a person may do about it, ready to be copied. */
export function nextLines({ kind, breaker }: BreakerNews, nowMs: EpochMs): string[] {
  const { state, functionName } = breaker;
  const put = (verb: string, meaning: string) =>
    commandLine(`overcurrent ${verb} ${functionName} --reason "..."`, meaning);
  if (kind === "failed" || kind === "drifted")
    return [
      "",
      "Please look at the function's concurrency and event sources now.",
      put("release", "accept what is set there now and arm the guard again"),
      ...(kind === "drifted"
        ? [put("restore --force", "put back what was set before the trip, over what is set now")]
        : []),
    ];
  if (state.kind === "armed" || state.kind === "restoring") return [];
  const until = clockTime(state.expiresAtMs, nowMs);
  const next =
    state.kind === "tripped"
      ? `${whenTripped(state.probeAtMs, state.lossAtMs === undefined ? undefined : lastSafeMs(state), nowMs)} At ${until} it is let go in steps whatever it looks like; only what is then seen to burn is stopped anew.`
      : state.kind === "held"
        ? `Stays like this until you release or restore it, at the latest until ${until}.`
        : `Being tried in steps, and put back as it was when nothing burns.`;
  return [
    paragraph("NEXT", next),
    "",
    "Nothing needs to be done. If you know better:",
    put("restore", "put everything back now; the guard leaves this incident alone"),
    ...(state.kind === "held"
      ? [put("release", "give it back to the guard")]
      : [put("hold", "keep it limited like this until you release it")]),
  ];
}

/** @param safeUntilMs until when what waits can be let through; absent: it is not lost, or nobody knows */
function whenTripped(probeAtMs: EpochMs, safeUntilMs: EpochMs | undefined, nowMs: EpochMs): string {
  const look = `First look whether the cause is gone at ${clockTime(probeAtMs, nowMs)}; put back in steps when it is.`;
  return safeUntilMs === undefined
    ? look
    : `${look} What waits is let through from ${clockTime(safeUntilMs, nowMs)} on, before any of it is lost.`;
}
