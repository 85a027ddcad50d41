import { judgeAccount, type Tripwire } from "../detect/account.ts";
import { judgeFunction } from "../detect/judge.ts";
import type { Verdict } from "../domain/anomaly.ts";
import type { Baseline } from "../domain/baseline.ts";
import { CloudCallError } from "../domain/errors.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import {
  ACCOUNT_MEASUREMENTS,
  type Measurement,
  type TimeRange,
  type Window,
} from "../domain/observation.ts";
import type { EpochMs } from "../domain/time.ts";
import type { MetricReader, Reading } from "../ports/metrics.ts";
import { lambdaPrices } from "../pricing/prices.ts";
import { chooseReads } from "../watch/schedule.ts";
import { tickRange } from "../watch/window.ts";

export type LookInput = {
  readonly metrics: MetricReader;
  readonly catalogue: Catalogue;
  readonly baselines: readonly Baseline[];
  /** Functions with an open incident or an active breaker: read at every tick. */
  readonly suspects: ReadonlySet<string>;
  readonly nowMs: EpochMs;
};

export type Look = {
  readonly verdicts: readonly Verdict[];
  readonly tripwire: Tripwire;
  /** How many functions were read, and why those. */
  readonly read: { readonly functions: number; readonly reason: string };
};

/** Two statistics of one metric: one billed read per function. */
const FIRST_LOOK: readonly Measurement[] = ["invocations", "durationMs"];
/** Read only of functions that the first look found abnormal. */
const WITNESSES: readonly Measurement[] = [
  "errors",
  "throttles",
  "maxConcurrency",
  "asyncEventsReceived",
  "recursionsDropped",
];

/**
 * Looks at the account, then at the functions that the schedule names, then more closely at the abnormal ones.
 * What could not be read yields the verdict `could-not-look`, never `quiet`.
 */
export async function look(input: LookInput): Promise<Look> {
  const { catalogue, nowMs, suspects } = input;
  const range = tickRange(nowMs);
  const baselines = new Map(input.baselines.map((baseline) => [baseline.functionName, baseline]));
  const tripwire = await readTripwire(input, range, baselines.get(undefined));

  const profiles = new Map(catalogue.functions.map((profile) => [profile.functionName, profile]));
  const reads = chooseReads({ functionNames: [...profiles.keys()], tripwire, suspects, nowMs });
  const read = { functions: reads.functionNames.length, reason: reads.reason };
  if (reads.functionNames.length === 0) return { verdicts: [], tripwire, read };

  const judge = (window: Window, profile: FunctionProfile): Verdict =>
    judgeFunction({
      profile,
      baseline: baselines.get(profile.functionName),
      window,
      nowMs,
      prices: lambdaPrices(catalogue.region),
    });

  const first = await readEach(input.metrics, reads.functionNames, FIRST_LOOK, range);
  const verdicts = new Map<string, Verdict>();
  for (const [functionName, window] of first) {
    const profile = profiles.get(functionName);
    if (typeof window === "string") verdicts.set(functionName, couldNotLook(functionName, window));
    else if (profile !== undefined) verdicts.set(functionName, judge(window, profile));
  }

  const closer = [...verdicts.values()]
    .filter(
      ({ kind, functionName }) => kind === "anomalous" || (kind === "quiet" && suspects.has(functionName)),
    )
    .map(({ functionName }) => functionName);
  if (closer.length > 0) {
    const witnesses = await readEach(input.metrics, closer, WITNESSES, range);
    for (const [functionName, window] of witnesses) {
      const profile = profiles.get(functionName);
      const seen = first.get(functionName);
      // Without its witnesses a function keeps its first verdict: abnormal enough to tell, never enough to act.
      if (
        typeof window === "string" ||
        seen === undefined ||
        typeof seen === "string" ||
        profile === undefined
      )
        continue;
      verdicts.set(functionName, judge({ ...seen, series: { ...seen.series, ...window.series } }, profile));
    }
  }
  return { verdicts: [...verdicts.values()], tripwire, read };
}

const couldNotLook = (functionName: string, reason: string): Verdict => ({
  kind: "could-not-look",
  functionName,
  reason,
});

async function readTripwire(
  { metrics }: LookInput,
  range: TimeRange,
  baseline: Baseline | undefined,
): Promise<Tripwire> {
  try {
    const { windows, unread } = await metrics.readAccountTotals(ACCOUNT_MEASUREMENTS, range);
    const [window] = windows;
    if (window === undefined || unread.length > 0)
      return { tripped: true, reason: "the account's totals could not be read in full" };
    return judgeAccount({ baseline, window });
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    // Fails toward looking: a blind tripwire must not hide a fire.
    return { tripped: true, reason: `the account's totals could not be read: ${error.reason}` };
  }
}

/** The window of each function, or why there is none. */
async function readEach(
  metrics: MetricReader,
  functionNames: readonly string[],
  measurements: readonly Measurement[],
  range: TimeRange,
): Promise<Map<string, Window | string>> {
  let reading: Reading;
  try {
    reading = await metrics.readWindows(
      functionNames.map((functionName) => ({ functionName, measurements })),
      range,
    );
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    return new Map(functionNames.map((functionName) => [functionName, error.message]));
  }
  const spoiled = new Map(reading.unread.map(({ functionName, reason }) => [functionName, reason]));
  const found = new Map(reading.windows.map((window) => [window.functionName, window]));
  return new Map(
    functionNames.map((functionName) => [
      functionName,
      spoiled.get(functionName) ?? found.get(functionName) ?? "no answer for this function",
    ]),
  );
}
