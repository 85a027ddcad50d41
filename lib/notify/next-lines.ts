import type { BreakerNews } from "../domain/breaker-news.ts";
import { clockTime } from "../domain/clock-time.ts";
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
    ];
  if (state.kind === "armed" || state.kind === "restoring") return [];
  const until = clockTime(state.expiresAtMs, nowMs);
  const next =
    state.kind === "tripped"
      ? `First look whether the cause is gone at ${clockTime(state.probeAtMs, nowMs)}; put back as it was when it is, at the latest at ${until}.`
      : state.kind === "held"
        ? `Stays like this until you release or restore it, at the latest until ${until}.`
        : `Being tried with a small allowance; put back as it was at the latest at ${until}.`;
  return [
    paragraph("NEXT", next),
    "",
    "Nothing needs to be done. If you know better:",
    put("restore", "put everything back now; the guard leaves this incident alone"),
    ...(state.kind === "held"
      ? [put("release", "give it back to the guard")]
      : [put("hold", "keep it stopped until you release it")]),
  ];
}
