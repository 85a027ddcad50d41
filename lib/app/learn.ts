import { learnBaseline } from "../detect/learn-baseline.ts";
import type { Baseline } from "../domain/baseline.ts";
import { CloudCallError } from "../domain/errors.ts";
import { FIRST_LOOK, type Measurement } from "../domain/observation.ts";
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
const WITNESSES: readonly Measurement[] = ["errors", "maxConcurrency", "asyncEventsReceived"];

/** Learns every function's baseline from the history that CloudWatch keeps, and the account's total. */
export async function learn(deps: LearnDeps): Promise<LearnReport> {
  const nowMs = deps.clock();
  const [catalogue, before] = await Promise.all([deps.catalogue.load(), deps.baselines.load()]);
  const names = (catalogue?.functions ?? []).map((profile) => profile.functionName);
  // A function that was silent all fortnight is known to be silent, if it has been there.
  const existsSinceMs = new Map<string | undefined, EpochMs>(
    catalogue?.functions.map(({ functionName, lastModifiedMs }) => [functionName, lastModifiedMs]),
  );
  const learned: Baseline[] = [];
  const unread: Unread[] = [];
  /** What was read in minutes, and of the same functions in longer periods. */
  const learnFrom = (inMinutes: Reading, inSlots: Reading): void => {
    const failed = [...inMinutes.unread, ...inSlots.unread];
    unread.push(...failed);
    const spoiled = new Set(failed.map(({ functionName }) => functionName));
    const witnessesOf = new Map(inSlots.windows.map((window) => [window.functionName, window]));
    for (const window of inMinutes.windows) {
      const { functionName } = window;
      const witnesses = witnessesOf.get(functionName);
      if (spoiled.has(functionName) || witnesses === undefined) continue;
      const existsSince = existsSinceMs.get(functionName) ?? Number.POSITIVE_INFINITY;
      learned.push(learnBaseline(window, nowMs, { existsSinceMs: existsSince, witnesses }));
    }
  };
  const minutes = learningRange(nowMs, 60);
  const slots = learningRange(nowMs, 300);
  const { metrics } = deps;
  learnFrom(
    await metrics.readAccountTotals(FIRST_LOOK, minutes),
    await metrics.readAccountTotals(WITNESSES, slots),
  );
  for (let first = 0; first < names.length; first += BATCH_SIZE) {
    const batch = names.slice(first, first + BATCH_SIZE);
    const asking = (measurements: readonly Measurement[]) =>
      batch.map((functionName) => ({ functionName, measurements }));
    learnFrom(
      await metrics.readWindows(asking(FIRST_LOOK), minutes),
      await metrics.readWindows(asking(WITNESSES), slots),
    );
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
