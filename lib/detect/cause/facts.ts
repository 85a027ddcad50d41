import { clockTime } from "../../domain/clock-time.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import { minuteAt, sum } from "../final-minutes.ts";
import { usualCount, usualRunMs } from "../usual.ts";
import { figure } from "../wording.ts";
import type { CauseInput } from "./cause-rule.ts";

/** What "now" means where a single minute would be noise: the newest minutes of the stretch, at most so many. */
const NOW_MINUTES = 3;

export type RunsNow = {
  readonly perMinute: number;
  readonly expected: number;
  /** The most that recurs. */
  readonly record: number;
};

/** How often it runs now, and how often it should. */
export function runsNow({ minutes, baseline, newestMs, began }: CauseInput): RunsNow {
  const runs = (minutes.of("invocations") ?? []).slice(began).slice(-NOW_MINUTES);
  const { expected, record } = usualCount(baseline.invocations, newestMs);
  return { perMinute: runs.length === 0 ? 0 : sum(runs) / runs.length, expected, record };
}

/** A level that no ordinary day has. */
const TIMES_USUAL = 2;

/** Whether it runs far more often than ever, whatever the signals say: they may rest on the concurrency alone. */
export function isRisen(input: CauseInput): boolean {
  const { perMinute, expected, record } = runsNow(input);
  return perMinute > TIMES_USUAL * Math.max(1, expected, record);
}

/** How long a run takes now, and usually, in ms; 0 when nothing ran. */
export function runMsNow({ minutes, baseline, began }: CauseInput): { now: number; usual: number } {
  const runs = sum((minutes.of("invocations") ?? []).slice(began).slice(-NOW_MINUTES));
  const durationMs = sum((minutes.of("durationMs") ?? []).slice(began).slice(-NOW_MINUTES));
  return { now: runs > 0 ? durationMs / runs : 0, usual: usualRunMs(baseline) };
}

export type Failures = { readonly failed: number; readonly runs: number };

/** Failed runs since it began; none when errors were not read. */
export function failuresOf({ minutes, began }: CauseInput): Failures {
  const failed = sum((minutes.of("errors") ?? []).slice(began));
  return { failed, runs: Math.max(failed, sum((minutes.of("invocations") ?? []).slice(began))) };
}

/** Minutes from its beginning to the end of the newest final minute. */
export const lastedMinutes = ({ minutes, began }: CauseInput): number => minutes.length - began;

/** When it began: `since 13:55 UTC`. */
export const sinceWords = ({ minutes, began, newestMs }: CauseInput): string =>
  `since ${clockTime(minuteAt(minutes, began), newestMs)}`;

/** `12,996 runs a minute, 202 expected`. */
export const runsWords = (input: CauseInput): string => {
  const { perMinute, expected } = runsNow(input);
  return `${figure(perMinute)} runs a minute, ${figure(expected)} expected`;
};

/** A deploy shows its effect when the first runs of the new version end. */
const DEPLOY_EFFECT_MINUTES = 30;
/** The stretch may look older than the change by what the rounding to minutes and the bridging add. */
const CHANGE_SLACK_MINUTES = 3;

/** Minutes from the last change of code or configuration to the beginning, when it was shortly before. */
export function freshChange({ profile, minutes, began, newestMs }: CauseInput): string | undefined {
  const after = (minuteAt(minutes, began) - profile.lastModifiedMs) / MINUTE_MS;
  if (after < -CHANGE_SLACK_MINUTES || after > DEPLOY_EFFECT_MINUTES) return undefined;
  const before = Math.max(0, Math.round(after));
  const distance = before === 0 ? "just when this began" : `${before} min before this began`;
  return `Its code or configuration was changed at ${clockTime(profile.lastModifiedMs, newestMs)}, ${distance}`;
}
