import type { Colors } from "picocolors/types";
import type { FunctionPlan, PlanReport } from "../../app/plan-report.ts";
import type { Protection } from "../../app/protection.ts";
import type { Mode } from "../../domain/plan.ts";
import type { EpochMs } from "../../domain/time.ts";
import { relativeTime } from "../format.ts";
import { plainTable } from "../table.ts";
import { shortBrake } from "./brake-words.ts";
import { isWanted, type Only } from "./only.ts";

/** The plan for many functions: the sums, then what is braked, what is not, and what would not be at this moment. */
export function showPlan(report: PlanReport, only: Only | undefined, nowMs: EpochMs, colors: Colors): string {
  if (report.catalogueTakenAtMs === undefined)
    return "No inventory was taken yet, so there is no function to plan for.";
  const shown = report.functions.filter((plan) => only === undefined || isWanted(plan, only));
  const waiting = shown.filter(({ notNow }) => notNow.length > 0);
  return [
    summary(report.functions, report.mode, relativeTime(report.catalogueTakenAtMs, nowMs), colors),
    ...section("With a brake", brakedRows(shown, colors), colors),
    ...section("Unprotected: a person is told, nothing is braked", reasonRows(shown, "alert-only"), colors),
    ...section("Exempt: a person is told, nothing is braked", reasonRows(shown, "exempt"), colors),
    ...section(
      "Not at this moment",
      {
        head: ["FUNCTION", "WHY NOT NOW"],
        rows: waiting.map(({ functionName, notNow }) => [functionName, notNow.join("; ")]),
      },
      colors,
    ),
  ].join("\n\n");
}

type Rows = { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

const section = (title: string, { head, rows }: Rows, colors: Colors): string[] =>
  rows.length === 0 ? [] : [`${colors.bold(title)}\n${plainTable(head, rows, colors)}`];

const IN_MODE: Readonly<Record<Mode, string>> = {
  enforce: "used at once",
  approve: "used after a person's yes",
  observe: "not used (observe mode)",
};

function summary(plans: readonly FunctionPlan[], mode: Mode, inventory: string, colors: Colors): string {
  const count = (only: Only): number => plans.filter((plan) => isWanted(plan, only)).length;
  const braked = plans.filter(({ protection }) => protection.kind === "brake");
  const byMode = (["enforce", "approve", "observe"] as const).flatMap((each) => {
    const inMode = braked.filter((plan) => plan.mode === each).length;
    return inMode === 0 ? [] : [`${inMode} ${IN_MODE[each]}`];
  });
  const unprotected = `${count("unprotected")} unprotected`;
  return [
    `${colors.bold(`${mode} mode`)}, plan for ${plans.length} functions (inventory ${inventory})`,
    `${braked.length} have a brake${byMode.length > 0 ? `: ${byMode.join(", ")}` : ""}`,
    `${count("unprotected") > 0 ? colors.yellow(unprotected) : unprotected}, ${count("exempt")} exempt; ${count("waits")} would not be braked at this moment`,
  ].join("\n");
}

function brakedRows(plans: readonly FunctionPlan[], colors: Colors): Rows {
  return {
    head: ["FUNCTION", "CALLED BY", "MODE", "BRAKE", "WHAT THEN"],
    rows: plans.flatMap(({ functionName, calledBy, mode, protection }) =>
      protection.kind === "brake"
        ? [
            [
              functionName,
              calledBy,
              mode === "enforce" ? colors.green(mode) : mode,
              protection.changes.map((change) => shortBrake(change, protection)).join("\n"),
              protection.reason,
            ],
          ]
        : [],
    ),
  };
}

const reasonRows = (plans: readonly FunctionPlan[], kind: Exclude<Protection["kind"], "brake">): Rows => ({
  head: ["FUNCTION", "CALLED BY", "WHY"],
  rows: plans.flatMap(({ functionName, calledBy, protection }) =>
    protection.kind === kind ? [[functionName, calledBy, protection.reason]] : [],
  ),
});
