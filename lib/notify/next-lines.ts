import type { Brake } from "../domain/breaker.ts";
import type { BreakerNews } from "../domain/breaker-news.ts";
import { clockTime } from "../domain/clock-time.ts";
import { lastSafeMs } from "../domain/loss-share.ts";
import type { Setting, SettingValue } from "../domain/setting.ts";
import type { EpochMs } from "../domain/time.ts";
import { commandLine, paragraph } from "./wording.ts";

/** What happens next by itself, and what a person may do about it, ready to be copied. */
export function nextLines({ kind, breaker, brakes, ends }: BreakerNews, nowMs: EpochMs): string[] {
  const { state, functionName } = breaker;
  if (kind === "deleted") return afterDeletion(brakes.filter((_, index) => ends?.[index]?.kind === "left"));
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

/** What is left of a deleted function is its owner's: the guard comes back to none of it. */
function afterDeletion(left: readonly Brake[]): string[] {
  if (left.length === 0) return [];
  return [
    paragraph("NEXT", "The guard does not come back to what was not put back; what waits there waits on."),
    "",
    ...left.flatMap(({ setting, prior }) => commandToPutBack(setting, prior)),
  ];
}

function commandToPutBack(setting: Setting, prior: SettingValue): string[] {
  if (setting.kind === "event-source" && prior.kind === "event-source" && prior.enabled)
    return [
      commandLine(
        `aws lambda update-event-source-mapping --uuid ${setting.mappingId} --enabled`,
        "once a function of this name is there again; or delete the event source",
      ),
    ];
  if (setting.kind === "pipe")
    return [commandLine(`aws pipes start-pipe --name ${setting.pipeName}`, "or delete the pipe")];
  return [];
}

/** @param safeUntilMs until when what waits can be let through; absent: it is not lost, or nobody knows */
function whenTripped(probeAtMs: EpochMs, safeUntilMs: EpochMs | undefined, nowMs: EpochMs): string {
  const look = `First look whether the cause is gone at ${clockTime(probeAtMs, nowMs)}; put back in steps when it is.`;
  return safeUntilMs === undefined
    ? look
    : `${look} What waits is let through from ${clockTime(safeUntilMs, nowMs)} on, before any of it is lost.`;
}
