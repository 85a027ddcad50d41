import { learnBaseline } from "../detect/learn-baseline.ts";
import type { Baseline } from "../domain/baseline.ts";
import { CloudCallError } from "../domain/errors.ts";
import { ACCOUNT_MEASUREMENTS, type Measurement } from "../domain/observation.ts";
import { type Clock, DAY_MS, type EpochMs, toIso } from "../domain/time.ts";
import type { BillingReader, DailyLambdaCost } from "../ports/billing.ts";
import type { Log } from "../ports/log.ts";
import type { MetricReader, Reading, Unread } from "../ports/metrics.ts";
import type { BaselineStore, CatalogueStore } from "../ports/stores.ts";
import { learningRange } from "../watch/window.ts";

export type LearnDeps = {
  readonly clock: Clock;
  readonly metrics: MetricReader;
  readonly catalogue: CatalogueStore;
  readonly baselines: BaselineStore;
  readonly billing: BillingReader;
  readonly log: Log;
};

export type LearnReport = {
  readonly learned: number;
  /** Functions whose history could not be read; they keep the baseline they had. */
  readonly kept: number;
  readonly unread: readonly Unread[];
  /** What Cost Explorer says of the last full days; `unavailable` where it is not enabled or not allowed. */
  readonly billed: readonly DailyLambdaCost[] | "unavailable";
};

/** Functions read and learned at a time: bounds memory, whatever the size of the fleet. */
const BATCH_SIZE = 50;
const BILLED_DAYS = 3;
const FUNCTION_MEASUREMENTS: readonly Measurement[] = [
  "invocations",
  "durationMs",
  "errors",
  "maxConcurrency",
  "asyncEventsReceived",
];

/** Learns every function's baseline from the history that CloudWatch keeps, and the account's total. */
export async function learn(deps: LearnDeps): Promise<LearnReport> {
  const nowMs = deps.clock();
  const [catalogue, before] = await Promise.all([deps.catalogue.load(), deps.baselines.load()]);
  const names = (catalogue?.functions ?? []).map((profile) => profile.functionName);
  // A function that was silent all fortnight is known to be silent, if it has been there.
  const existsSinceMs = new Map<string | undefined, EpochMs>(
    catalogue?.functions.map(({ functionName, lastModifiedMs }) => [functionName, lastModifiedMs]),
  );
  const range = learningRange(nowMs);

  const learned: Baseline[] = [];
  const unread: Unread[] = [];
  const learnFrom = (reading: Reading): void => {
    unread.push(...reading.unread);
    const spoiled = new Set(reading.unread.map(({ functionName }) => functionName));
    for (const window of reading.windows)
      if (!spoiled.has(window.functionName))
        learned.push(learnBaseline(window, nowMs, existsSinceMs.get(window.functionName)));
  };
  learnFrom(await deps.metrics.readAccountTotals(ACCOUNT_MEASUREMENTS, range));
  for (let first = 0; first < names.length; first += BATCH_SIZE) {
    const batch = names.slice(first, first + BATCH_SIZE);
    const requests = batch.map((functionName) => ({ functionName, measurements: FUNCTION_MEASUREMENTS }));
    learnFrom(await deps.metrics.readWindows(requests, range));
  }

  const fresh = new Set(learned.map(({ functionName }) => functionName));
  const wanted = new Set<string | undefined>([undefined, ...names]);
  const kept = before.filter(({ functionName }) => wanted.has(functionName) && !fresh.has(functionName));
  await deps.baselines.save([...learned, ...kept]);

  const billed = await readBill(deps, nowMs);
  const report: LearnReport = { learned: learned.length, kept: kept.length, unread, billed };
  deps.log.info("baselines learned", { ...report, unread: unread.length });
  return report;
}

/** Cost Explorer confirms the estimate, a day late; it is often not enabled, and nothing depends on it. */
async function readBill({ billing, log }: LearnDeps, nowMs: EpochMs): Promise<LearnReport["billed"]> {
  const day = (atMs: EpochMs): string => toIso(atMs).slice(0, 10);
  try {
    return await billing.readDailyLambdaCost(day(nowMs - BILLED_DAYS * DAY_MS), day(nowMs));
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    log.warn("Cost Explorer gives no answer", { reason: error.reason });
    return "unavailable";
  }
}
