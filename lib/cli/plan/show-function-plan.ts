import type { FunctionPlan } from "../../app/plan-report.ts";
import type { PlannedBrake, Protection } from "../../app/protection.ts";
import type { LossClockAnswer } from "../../domain/guard-policy.ts";
import { hoursWords } from "../../domain/time.ts";
import { usd } from "../../domain/usd.ts";
import { labelled } from "../labelled.ts";
import { type BrakeProtection, sayValue, wayBack } from "./brake-words.ts";

/** Everything that is planned for one function, and why. */
export function showFunctionPlan(plan: FunctionPlan): string {
  const { functionName, calledBy, ruleName, mode, protection, notNow, notices } = plan;
  return labelled(functionName, [
    ["called by", calledBy],
    ["mode", `${mode} (${ruleName === "default" ? "the policy's own" : `rule ${ruleName}`})`],
    ...notices.map((notice): Line => ["", notice]),
    ...(protection.kind === "brake" ? brakeLines(plan, protection) : [whyNone(protection)]),
    ...notNow.map((why): Line => ["not now", why]),
  ]);
}

type Line = readonly [string, string];

function brakeLines(plan: FunctionPlan, protection: BrakeProtection): Line[] {
  const { changes, reason, againstFlood, lossAfterMs, atLossClock } = protection;
  const isCapped = againstFlood?.grade === "cap";
  return [
    ["acts", actsWords(plan)],
    ...(isCapped ? [["flood", `first ${capWords(changes)}: ${againstFlood.reason}`] satisfies Line] : []),
    ...together("brake", changes, (change) => sayValue(change, change.wanted)),
    ...(isCapped ? [["", "where that is not enough, and at once for what feeds itself"] satisfies Line] : []),
    ["why", againstFlood?.grade === "full" ? againstFlood.reason : reason],
    ...(lossAfterMs === undefined ? [] : [["before loss", AT_LOSS_CLOCK[atLossClock]] satisfies Line]),
    ...together("way back", changes, (change) => `${wayBack(change)}, then as it was`),
  ];
}

/** One line for each change; the label stands before the first. */
const together = (
  label: string,
  changes: BrakeProtection["changes"],
  say: (change: PlannedBrake) => string,
): Line[] => changes.map((change, index) => [index === 0 ? label : "", say(change)]);

const capWords = (changes: BrakeProtection["changes"]): string =>
  changes.flatMap((change) => (change.cap === undefined ? [] : [sayValue(change, change.cap)])).join(", ");

function actsWords({ mode, approval, actAboveUsdAtRisk, riskHours }: FunctionPlan): string {
  const above = `above ${usd(actAboveUsdAtRisk)} at risk over ${hoursWords(riskHours)}, when two signals agree`;
  if (approval !== undefined)
    return `${above}, once somebody has approved it; unanswered for ${approval.withinMinutes} min: ${approval.otherwise === "act" ? "acts" : "only tells"}`;
  return mode === "observe" ? `${above}; in observe mode it only tells and keeps count` : above;
}

const AT_LOSS_CLOCK: Readonly<Record<LossClockAnswer, string>> = {
  release: "what waits is let through in a trickle",
  keep: "it stays braked, and what waits is lost: the policy says so",
  ask: "a person is warned at half of the time; then what waits is let through in a trickle",
};

const whyNone = ({ kind, reason }: Exclude<Protection, BrakeProtection>): Line =>
  kind === "exempt" ? ["exempt", reason] : ["no brake", `${reason}; a person is told`];
