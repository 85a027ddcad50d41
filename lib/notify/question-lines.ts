import { clockTime } from "../domain/clock-time.ts";
import type { Plan, UnansweredDefault } from "../domain/plan.ts";
import type { EpochMs } from "../domain/time.ts";
import { commandLine, paragraph } from "./wording.ts";

const WHAT_HAPPENS_THEN: Readonly<Record<UnansweredDefault, string>> = {
  act: "the guard stops it, as the policy says",
  alert: "the guard does nothing, as the policy says; it can still be stopped by hand",
};

/** The two answers, ready to be copied, and what happens without one. */
export const questionLines = (
  functionName: string,
  { deadlineMs, otherwise }: Extract<Plan, { kind: "ask" }>,
  nowMs: EpochMs,
): string[] => [
  paragraph("NEXT", `If nobody answers by ${clockTime(deadlineMs, nowMs)}, ${WHAT_HAPPENS_THEN[otherwise]}.`),
  "",
  "To answer:",
  commandLine(
    `overcurrent approve ${functionName} --reason "..."`,
    "do it now, as above; put back by itself when the cause is gone",
  ),
  commandLine(
    `overcurrent reject ${functionName} --reason "..."`,
    "leave it running; the guard leaves this incident alone",
  ),
];
