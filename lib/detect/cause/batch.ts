import { median } from "simple-statistics";
import { clockTime } from "../../domain/clock-time.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import { triggersWords } from "../../domain/trigger-words.ts";
import { usualCount } from "../usual.ts";
import { figure } from "../wording.ts";
import { type CauseInput, type CauseRule, has } from "./cause-rule.ts";
import { runsNow, runsWords } from "./facts.ts";

/** Nobody but a schedule starts it, so nobody from outside can. */
export const scheduledBatch: CauseRule = (input) => {
  const { triggers } = input.profile;
  if (!has(input, "volume", "burn", "persistence", "drift") || triggers.length === 0) return undefined;
  if (!triggers.every(({ kind }) => kind === "schedule")) return undefined;
  return {
    cause: "batch",
    sentence: `Only ${triggersWords(triggers)} starts this function, and it started more than usual: ${runsWords(input)}.`,
  };
};

const NEAR_MS = 2 * HOUR_MS;
const STEP_MS = 15 * MINUTE_MS;
/** A job stands out of its own day; the gentle hill of the busy hours does not. */
const TIMES_DAY = 5;
/** The job may be larger than usual by this before it is something else. */
const TIMES_USUAL_JOB = 3;

/** A job of about this size recurs near this time of the day: it is early, late or larger. */
export const recurringBatch: CauseRule = (input) => {
  if (!has(input, "volume", "burn", "persistence") || has(input, "errors")) return undefined;
  const { perMinute } = runsNow(input);
  const job = nearestJob(input);
  if (job === undefined || perMinute > TIMES_USUAL_JOB * job.perMinute) return undefined;
  return {
    cause: "batch",
    sentence:
      `A burst of about this size comes at this time of the day: ${figure(job.perMinute)} runs a minute around ` +
      `${clockTime(job.atMs, input.newestMs)}; now ${runsWords(input)}.`,
  };
};

function nearestJob({ baseline, newestMs }: CauseInput): { perMinute: number; atMs: EpochMs } | undefined {
  const expectedAt = (atMs: EpochMs): number => usualCount(baseline.invocations, atMs).expected;
  const near: { perMinute: number; atMs: EpochMs }[] = [];
  const firstMs = Math.ceil((newestMs - NEAR_MS) / STEP_MS) * STEP_MS;
  for (let atMs = firstMs; atMs <= newestMs + NEAR_MS; atMs += STEP_MS)
    near.push({ perMinute: expectedAt(atMs), atMs });
  const job = near.reduce((highest, slot) => (slot.perMinute > highest.perMinute ? slot : highest));
  const day = Array.from({ length: 24 }, (_, hour) => expectedAt(newestMs + hour * HOUR_MS));
  return job.perMinute > TIMES_DAY * Math.max(0.2, median(day)) ? job : undefined;
}
