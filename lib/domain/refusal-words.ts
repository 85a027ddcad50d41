import type { Refusal } from "./actuation.ts";
import { operatorName } from "./operator.ts";
import { describeValue, type Setting } from "./setting.ts";
import { toIso } from "./time.ts";

/** Why an order was refused, in one sentence for people. */
export function refusalWords(refusal: Refusal): string {
  switch (refusal.kind) {
    case "unknown-function":
      return `There is no function ${refusal.functionName} in this account and region.`;
    case "unknown-target":
      return `The guard does not look after ${refusal.target}.`;
    case "exempt":
      return `The function is exempt: ${refusal.why}.`;
    case "no-safe-brake":
      return `No brake is safe here: ${refusal.why}.`;
    case "busy":
      return `Another run is changing this function until ${toIso(refusal.leaseUntilMs)}.`;
    case "stale":
      return `The breaker has changed since it was judged (version ${refusal.judgedVersion}, now ${refusal.presentVersion}).`;
    case "stood-down":
      return `${operatorName(refusal.by)} has decided about this incident.`;
    case "blast-radius":
      return `Too many functions have been touched: ${refusal.why}.`;
    case "nothing-to-do":
      return `There is nothing to do: ${refusal.why}.`;
    case "drifted":
      return `${SETTING_WORDS[refusal.setting.kind]} changed since the trip: the guard had set ${describeValue(refusal.expected)}, found ${describeValue(refusal.found)}; ${refusal.suspect}.`;
    case "rejected-by-aws":
      return `AWS refused ${refusal.operation}: ${refusal.message}.`;
  }
}

const SETTING_WORDS: Readonly<Record<Setting["kind"], string>> = {
  concurrency: "Its reserved concurrency was",
  "event-source": "An event source of it was",
  pipe: "A pipe of it was",
};
