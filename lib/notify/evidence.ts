import type { Anomaly, Cause } from "../domain/anomaly.ts";
import { clockTime } from "../domain/clock-time.ts";
import { type EpochMs, hoursWords } from "../domain/time.ts";
import { usd } from "../domain/usd.ts";
import { paragraph } from "./wording.ts";

/** Causes in words that need no glossary at 3 a.m. */
export const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  flood: "a flood of calls",
  loop: "a loop that feeds itself",
  "retry-storm": "a retry storm",
  leech: "a slow leech",
  "duration-blow-up": "runs that take far longer than usual",
  "deploy-regression": "a deploy that went wrong",
  awakened: "a sleeping function that woke up",
  batch: "a batch job, larger or at another time than usual",
  "many-small-rises": "many small rises at once",
  "unknown-function": "a function that the inventory does not know",
  unknown: "an unknown cause",
};

/** For subjects: `a flood of calls, $60.88 at risk`. */
export const atStake = ({ cause, burn }: Anomaly): string =>
  `${CAUSE_WORDS[cause]}, ${usd(burn.atRiskUsd)} at risk`;

/** What it looks like, and what led there. */
export const whatLines = ({ cause, causeSentence }: Anomaly): string[] => [
  paragraph(
    "WHAT",
    cause === "unknown" ? causeSentence : `It looks like ${CAUSE_WORDS[cause]}. ${causeSentence}`,
  ),
];

/** What it costs now, what it would cost if nothing were done, and what it has cost already. */
export const costLines = ({ burn, excessUsd, beganAtMs }: Anomaly, nowMs: EpochMs): string[] => [
  paragraph(
    "COST",
    `${usd(burn.actualUsdPerHour)} an hour now, ${usd(burn.expectedUsdPerHour)} expected. Left alone, ` +
      `${usd(burn.atRiskUsd)} more than expected over the next ${hoursWords(burn.riskHours)}; ` +
      `${usd(excessUsd)} so far, since ${clockTime(beganAtMs, nowMs)} (list price).`,
  ),
];

/** Every signal with its numbers: the part that lets a person check the guard against CloudWatch. */
export const seenLines = ({ signals }: Anomaly): string[] =>
  signals.map((signal, index) => paragraph(index === 0 ? "SEEN" : "", signal.sentence));
