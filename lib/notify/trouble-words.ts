import { clockTime } from "../domain/clock-time.ts";
import type { GuardTrouble } from "../domain/guard-health.ts";
import type { GuardPart } from "../domain/guard-usage.ts";
import type { EpochMs } from "../domain/time.ts";

/** What each part leaves undone while it is silent. */
const UNDONE: Partial<Readonly<Record<GuardPart, string>>> = {
  watch: "Whatever runs away at home now goes unseen.",
  probe: "What is tripped is not restored, and not let go of before what waits is lost.",
  inventory: "New functions go unseen, and after three hours nothing is acted on any more.",
  learn: "Baselines grow old, and after two weeks nothing is acted on any more.",
};

/** What is wrong, as one sentence with the time since when. */
export function troubleSentence(trouble: GuardTrouble, nowMs: EpochMs): string {
  const since = clockTime(trouble.sinceMs, nowMs);
  switch (trouble.kind) {
    case "silent-part":
      return `The guard's ${trouble.part} function has not come to a good end since ${since}.`;
    case "blind-target":
      return `${trouble.isHome ? "The guard's own account and region" : trouble.targetId} could not be looked at since ${since}.`;
    case "throttled-guard":
      return `Lambda refused to start the guard's own functions ${trouble.throttles} times within a quarter of an hour, seen at ${since}.`;
    case "unsent-alerts":
      return `${trouble.alerts === 1 ? "1 alert waits" : `${trouble.alerts} alerts wait`} to be sent since ${since}.`;
    case "no-subscriber":
      return trouble.pending === 0
        ? "Nobody is subscribed to the alerts: they are sent and reach nobody."
        : "Nobody has confirmed the subscription to the alerts: they are sent and reach nobody.";
  }
}

/** What it means while it lasts. */
export function troubleMeaning(trouble: GuardTrouble): string {
  switch (trouble.kind) {
    case "silent-part":
      return UNDONE[trouble.part] ?? "What it does is left undone.";
    case "blind-target":
      return "Whatever runs away there now goes unseen. What is tripped there stays tripped.";
    case "throttled-guard":
      return "Its ticks are late or missing, and a brake may be, too.";
    case "unsent-alerts":
    case "no-subscriber":
      return "You do not hear of what the guard sees and does.";
  }
}

/** What the owner can do about it. */
export function troubleCure(trouble: GuardTrouble): string {
  switch (trouble.kind) {
    case "silent-part":
      return `Read the log of its ${trouble.part} function. Where there is none of late, look whether its schedule is enabled and whether its functions are throttled.`;
    case "blind-target":
      return blindnessCure(trouble.problem, trouble.isHome);
    case "throttled-guard":
      return "The account has no concurrency left for it. Stop what uses it up, ask for a higher limit, or deploy the guard with --reserve-concurrency.";
    case "unsent-alerts":
      return "Read the log of its notify function: the topic may be gone, or its policy or key may refuse the guard.";
    case "no-subscriber":
      return trouble.pending === 0
        ? "Subscribe to the guard's topic, or deploy with --alert-email. If somebody deleted the topic, deploy again."
        : "Follow the link in the mail of AWS Notifications; it is valid for three days. After that, subscribe again.";
  }
}

/** A cure for what the last try ran into. */
function blindnessCure(problem: string | undefined, isHome: boolean): string {
  if (problem === undefined)
    return "Nobody has tried. Look into the log of the guard's worker function, and whether its queue and its dead-letter queue hold messages.";
  if (/AssumeRole/.test(problem))
    return "The guard may not assume its role there. Look whether the stack of the spoke still exists in that account, whether it trusts the guard's account, and whether the external id in the policy file is the one that it was made with.";
  if (/AccessDenied|not authorized|UnauthorizedOperation/i.test(problem))
    return isHome
      ? "The role of its watch function was changed: deploy the guard again."
      : "Its role there may not read any more: deploy the stack of the spoke again, and look for a service control policy that denies it.";
  if (/Throttl|TooManyRequests|RequestLimit|LimitExceeded/i.test(problem))
    return "CloudWatch refuses because too much is asked of it. Other tools share its limits: find out which of them asks so much, or ask for a higher limit in Service Quotas.";
  if (/shows nothing/.test(problem))
    return "CloudWatch publishes no metrics of Lambda there. Look at the AWS Health Dashboard; calls to your functions can be seen in their logs meanwhile.";
  return "Read the log of the guard for what the call ran into. It tries again every minute.";
}
