import type { Anomaly, Cause } from "../domain/anomaly.ts";
import { clockTime } from "../domain/clock-time.ts";
import type { EpochMs } from "../domain/time.ts";
import { usd } from "../domain/usd.ts";
import { paragraph } from "./wording.ts";

/** Causes in words that need no glossary at 3 a.m. */
export const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  flood: "a flood of calls",
  loop: "a loop that feeds itself",
  "retry-storm": "a retry storm",
  leech: "a slow leech",
  "duration-blow-up": "runs that take far longer than usual",
  "deploy-regression": "a deploy that made it dearer",
  awakened: "a sleeping function that woke up",
  batch: "a batch job, larger than usual",
  unknown: "a cause that could not be told",
};

/** What was seen and what it costs: the part of every alert that lets a person check the guard. */
export function evidence(anomaly: Anomaly, nowMs: EpochMs): string[] {
  const { burn } = anomaly;
  return [
    paragraph("WHAT", `It looks like ${CAUSE_WORDS[anomaly.cause]}. ${anomaly.causeSentence}`),
    paragraph(
      "COST",
      `${usd(burn.actualUsdPerHour)} an hour now, ${usd(burn.expectedUsdPerHour)} expected. ` +
        `${usd(anomaly.excessUsd)} more than expected since ${clockTime(anomaly.beganAtMs, nowMs)} (list price).`,
    ),
    ...anomaly.signals.map((signal, index) => paragraph(index === 0 ? "SEEN" : "", signal.sentence)),
  ];
}
