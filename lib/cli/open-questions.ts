import type { Incident } from "../domain/incident.ts";
import type { Plan } from "../domain/plan.ts";
import { describeValue } from "../domain/setting.ts";

/** What the guard asked a person and nobody has answered yet. */
export type OpenQuestion = {
  readonly incident: Incident;
  readonly plan: Extract<Plan, { kind: "ask" }>;
};

/** The questions of these incidents, the one that decides itself soonest first. */
export const openQuestions = (incidents: readonly Incident[]): readonly OpenQuestion[] =>
  incidents
    .flatMap((incident) => {
      const { plan, approval } = incident;
      return plan.kind === "ask" && approval?.answer === undefined ? [{ incident, plan }] : [];
    })
    .sort((a, b) => a.plan.deadlineMs - b.plan.deadlineMs);

export const openQuestionOf = (
  incidents: readonly Incident[],
  functionName: string,
): OpenQuestion | undefined =>
  openQuestions(incidents.filter((incident) => incident.functionName === functionName))[0];

/** What a yes would set: `reserved concurrency 20`. */
export const plannedWords = ({ grade, changes }: OpenQuestion["plan"]): string =>
  changes.map(({ cap, wanted }) => describeValue(grade === "cap" ? (cap ?? wanted) : wanted)).join(", ");
