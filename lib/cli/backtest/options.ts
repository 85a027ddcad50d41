import { InvalidArgumentError } from "commander";
import type { TriggerChoice } from "../../backtest/csv/trigger-choice.ts";
import type { Architecture } from "../../domain/function-profile.ts";
import type { EpochMs } from "../../domain/time.ts";

export type BacktestOptions = {
  readonly account: boolean;
  /** Glob on function names. */
  readonly function: string;
  readonly until?: EpochMs;
  readonly yes: boolean;
  readonly policy?: string;
  readonly learnDays: number;
  readonly durationMs: number;
  readonly memoryMb: number;
  readonly architecture: Architecture;
  readonly trigger: TriggerChoice;
  readonly html?: string;
  readonly json: boolean;
  readonly region?: string;
};

const LONGEST_RUN_MS = 900_000;

export const parseLearnDays = (text: string): number => numberFrom(text, 1, 14, "days");
export const parseRunMs = (text: string): number => numberFrom(text, 0.1, LONGEST_RUN_MS, "ms");
export const parseMemory = (text: string): number => numberFrom(text, 128, 10_240, "MB");

/** A time without a zone is UTC, as everywhere in a backtest. */
export function parseUntil(text: string): EpochMs {
  const withZone = /T.*(Z|[+-]\d{2}:?\d{2})$/.test(text)
    ? text
    : `${text.replace(" ", "T")}${text.includes(":") ? "Z" : ""}`;
  const atMs = Date.parse(withZone);
  if (Number.isNaN(atMs)) throw new InvalidArgumentError("Give a time such as 2026-11-10T00:00Z.");
  return atMs;
}

function numberFrom(text: string, least: number, most: number, unit: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= least && value <= most))
    throw new InvalidArgumentError(`Give ${least} to ${most} ${unit}.`);
  return value;
}
