import type { BeginGuarding } from "../guardian.ts";
import { staticAlarmStop, threeSigmaStop } from "./alarm-stop.ts";
import { budgetStop } from "./budget-stop.ts";
import { overcurrent } from "./overcurrent.ts";
import { sleepingPerson } from "./sleeping-person.ts";

/** In the order of the tables. */
export const POLICY_NAMES = [
  "no-guard",
  "budget-stop",
  "static-alarm",
  "static-alarm-auto",
  "three-sigma",
  "overcurrent",
] as const;
export type PolicyName = (typeof POLICY_NAMES)[number];

const nobody: BeginGuarding = async () => ({ tick: async () => new Set() });

export const POLICIES: Readonly<
  Record<PolicyName, { readonly title: string; readonly begin: BeginGuarding }>
> = {
  "no-guard": { title: "no guard", begin: nobody },
  "budget-stop": { title: "budget stop", begin: budgetStop },
  "static-alarm": { title: "10x alarm, person asleep", begin: sleepingPerson },
  "static-alarm-auto": { title: "10x alarm stops", begin: staticAlarmStop },
  "three-sigma": { title: "3 sigma alarm stops", begin: threeSigmaStop },
  overcurrent: { title: "Overcurrent", begin: overcurrent },
};
