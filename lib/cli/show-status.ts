import type { Colors } from "picocolors/types";
import type { GuardStatus } from "../app/guard-overview.ts";
import type { RunningLossClock } from "../app/loss-clocks.ts";
import type { StatusReport } from "../app/operator-commands.ts";
import { type Breaker, brakesOf } from "../domain/breaker.ts";
import { clockTime } from "../domain/clock-time.ts";
import { operatorName } from "../domain/operator.ts";
import { describeValue } from "../domain/setting.ts";
import type { EpochMs } from "../domain/time.ts";
import { counted } from "../report/numbers.ts";
import { relativeTime } from "./format.ts";
import { guardHealthLine } from "./guard-health-line.ts";
import { openQuestions, plannedWords } from "./open-questions.ts";
import { showBill } from "./show-bill.ts";
import { incidentTable } from "./show-incidents.ts";
import { stateWords } from "./state-words.ts";
import { plainTable } from "./table.ts";
import { takenOutSentences } from "./targets/taken-out-sentences.ts";
import { unansweredSentences } from "./unanswered-sentences.ts";

/** The state of the guard for people. Times are relative to `nowMs`. */
export function showStatus(report: GuardStatus, nowMs: EpochMs, colors: Colors): string {
  const parts = [
    `${colors.bold(`${report.mode} mode`)}, ${knowledge(report, nowMs)}`,
    report.guard.troubles.length === 0
      ? guardHealthLine(report.guard, nowMs)
      : colors.red(guardHealthLine(report.guard, nowMs)),
    report.breakers.length === 0
      ? "No function is tripped or held."
      : [
          breakerTable(report.breakers, nowMs, colors),
          ...report.lossClocks.map((clock) => lossClockSentence(clock, nowMs)),
        ].join("\n"),
    ...questions(report, nowMs).map((question) => colors.yellow(question)),
    report.openIncidents.length === 0
      ? "No open incident."
      : incidentTable(report.openIncidents, nowMs, colors),
    ...takenOutSentences(report.guard.targets).map((sentence) => colors.yellow(sentence)),
    ...concerns(report).map((concern) => colors.yellow(concern)),
    showBill(report.bill),
  ];
  return parts.join("\n\n");
}

function knowledge(report: StatusReport, nowMs: EpochMs): string {
  const { catalogueTakenAtMs, baselinesLearnedAtMs } = report;
  const inventory =
    catalogueTakenAtMs === undefined
      ? "no inventory taken yet"
      : `${report.functions} functions (inventory ${relativeTime(catalogueTakenAtMs, nowMs)})`;
  const baselines =
    baselinesLearnedAtMs === undefined
      ? "nothing learned yet"
      : `${report.baselines} baselines (learned ${relativeTime(baselinesLearnedAtMs, nowMs)})`;
  return `${inventory}, ${baselines}`;
}

function breakerTable(breakers: readonly Breaker[], nowMs: EpochMs, colors: Colors): string {
  const rows = breakers.map(({ functionName, state }) => {
    const brakes = brakesOf(state).map((brake) => describeValue(brake.wanted));
    return [
      functionName,
      state.kind === "armed" ? stateWords(state) : colors.red(stateWords(state)),
      relativeTime(state.sinceMs, nowMs),
      until(state, nowMs),
      brakes.length === 0 ? "nothing changed" : brakes.join(", "),
      state.kind === "armed" ? "" : `${state.reason} (${operatorName(state.by)})`,
    ];
  });
  return plainTable(["FUNCTION", "STATE", "SINCE", "ENDS", "BRAKE", "WHY"], rows, colors);
}

function until(state: Breaker["state"], nowMs: EpochMs): string {
  const endsAtMs = state.kind === "armed" ? state.recoveringUntilMs : state.expiresAtMs;
  return endsAtMs === undefined ? "" : relativeTime(endsAtMs, nowMs);
}

function lossClockSentence(clock: RunningLossClock, nowMs: EpochMs): string {
  const { functionName, lossAtMs, letGoAtMs } = clock;
  const then =
    letGoAtMs === undefined
      ? "the policy keeps it braked all the same"
      : `let go at ${clockTime(letGoAtMs, nowMs)} at the latest`;
  return `${functionName}: what waits is lost from ${clockTime(lossAtMs, nowMs)} on; ${then}.`;
}

/** What a person is asked, each with the commands that answer it. */
const questions = ({ openIncidents }: StatusReport, nowMs: EpochMs): string[] =>
  openQuestions(openIncidents).map(({ incident: { functionName }, plan }) => {
    const otherwise = plan.otherwise === "act" ? "then it does so anyway" : "then it only tells";
    return [
      `The guard asks whether to brake ${functionName} (${plannedWords(plan)}), until ${clockTime(plan.deadlineMs, nowMs)}; ${otherwise}:`,
      `  ${plan.reason}`,
      `  overcurrent approve ${functionName} --reason "..."`,
      `  overcurrent reject ${functionName} --reason "..."`,
    ].join("\n");
  });

function concerns(report: StatusReport): string[] {
  return [
    ...(report.catalogueTakenAtMs === undefined
      ? ["The guard sees nothing before its first inventory, at most an hour after the deployment."]
      : []),
    ...unansweredSentences(report.unanswered),
    ...(report.unprotected !== undefined && report.unprotected.length > 0
      ? [
          `${counted(report.unprotected.length, "function")} unprotected, since no brake is safe there: \`overcurrent plan --only unprotected\`.`,
        ]
      : []),
    ...(report.unsentAlerts > 0
      ? [`${report.unsentAlerts} alerts wait to be sent: look into the log of the notify function.`]
      : []),
  ];
}
