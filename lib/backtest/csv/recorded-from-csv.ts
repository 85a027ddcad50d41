import type { Architecture, FunctionProfile } from "../../domain/function-profile.ts";
import type { Measurement, Window } from "../../domain/observation.ts";
import { MINUTE_MS, SECOND_MS } from "../../domain/time.ts";
import type { RecordedFunction } from "../recorded-function.ts";
import { parseRows } from "./parse-rows.ts";
import { periodsOf } from "./periods.ts";
import { isOnlyCaller, type TriggerChoice, triggerOf } from "./trigger-choice.ts";

/** What a file of counts does not tell. */
export type CsvTerms = {
  /** Length of a run where the file has no column durationMs, > 0. */
  readonly runMs: number;
  readonly memoryMb: number;
  readonly architecture: Architecture;
  readonly trigger: TriggerChoice;
};

const DEFAULT_EVENT_AGE_SECONDS = 21_600;
const LONGEST_TIMEOUT_SECONDS = 900;

/**
 * One function from one file.
 * @param functionName what the function is called, e.g. after its file
 * @throws {ConfigInvalidError} naming row, column, what was found and what to write instead
 */
export function recordedFromCsv(
  text: string,
  source: string,
  functionName: string,
  terms: CsvTerms,
): RecordedFunction {
  const { window, gaps } = periodsOf(parseRows(text, source), source);
  const { invocations = [] } = window.series;
  const { durationMs = invocations.map((runs) => runs * terms.runMs) } = window.series;
  const series: Partial<Record<Measurement, readonly number[]>> = { ...window.series, durationMs };
  series.maxConcurrency ??= estimatedConcurrency(invocations, durationMs, window.periodSeconds);
  // Naming the trigger says that nobody hands events over besides it.
  if (isOnlyCaller(terms.trigger)) series.asyncEventsReceived ??= invocations.map(() => 0);
  return {
    profile: profileOf(functionName, window, terms),
    history: { ...window, functionName, series },
    existsSinceMs: window.startMs,
    assumptions: [
      ...(gaps > 0 ? [`${gaps} periods without a row count as periods without a run.`] : []),
      ...assumptionsOf(window, terms),
    ],
  };
}

function assumptionsOf({ series }: Window, { runMs }: CsvTerms): readonly string[] {
  return [
    ...(series.durationMs === undefined ? [`Every run takes ${runMs} ms.`] : []),
    ...(series.maxConcurrency === undefined
      ? [
          "Concurrency is not recorded; it is estimated from runs and their length, so it confirms less than a measured one.",
        ]
      : []),
  ];
}

/**
 * How many runs there would have been at once in the busiest moment of each period: Little's law gives the mean, to which
 * three standard deviations of a Poisson number are added.
 */
function estimatedConcurrency(
  invocations: readonly number[],
  durationMs: readonly number[],
  periodSeconds: number,
): readonly number[] {
  return invocations.map((runs, index) => {
    const running = (durationMs[index] ?? 0) / (periodSeconds * SECOND_MS);
    return Math.min(runs, Math.ceil(running + 3 * Math.sqrt(running)));
  });
}

const profileOf = (
  functionName: string,
  { startMs }: Window,
  { memoryMb, architecture, trigger }: CsvTerms,
): FunctionProfile => ({
  functionName,
  functionArn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
  revisionId: "",
  describedAtMs: 0,
  memoryMb,
  architecture,
  timeoutSeconds: LONGEST_TIMEOUT_SECONDS,
  // Long enough ago that nothing in the file is taken for the effect of a deploy.
  lastModifiedMs: startMs - 60 * MINUTE_MS,
  tags: {},
  triggers: [triggerOf(trigger)],
  reservedConcurrency: "unreserved",
  provisionedConcurrency: 0,
  maximumEventAgeSeconds: DEFAULT_EVENT_AGE_SECONDS,
  recursionDetection: "terminate",
  hasDeadLetterQueue: false,
  hasFailureDestination: false,
  hosting: "on-demand",
  isDurable: false,
});
