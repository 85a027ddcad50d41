import type { Baseline } from "../domain/baseline.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { type Clock, type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { rulesFor } from "../policy/rules-for.ts";
import type { MetricReader, Unread } from "../ports/metrics.ts";
import { lambdaPrices } from "../pricing/prices.ts";
import { learningOrder } from "../watch/learning-order.ts";
import type { ExcludedTimes } from "./excluded-times.ts";
import { type LearnedFunction, learnFunction } from "./learn-function.ts";
import { METRICS_PER_FUNCTION, readFunctions } from "./read-learning.ts";

export type LearnFleetDeps = {
  readonly clock: Clock;
  readonly metrics: MetricReader;
  readonly policy: GuardPolicy;
  readonly ownNamePrefix: string;
};

/** Functions read and learned at a time: bounds memory, whatever the size of the fleet. */
const BATCH_SIZE = 50;
/**
 * Lambda ends a run after 15 minutes, and what it has learned by then would be lost. CloudWatch gives 396,000 datapoints a
 * second and a function that runs takes 72,000, one that does not 19,000, so a run learns some 4,000 to 10,000 functions.
 */
const LEARNING_MS = 12 * MINUTE_MS;

export type LearnedFleet = {
  readonly functions: readonly (LearnedFunction & { readonly profile: FunctionProfile })[];
  readonly unread: readonly Unread[];
  /** Functions that there was no time for; it is their turn the next time. */
  readonly postponed: number;
  /** Functions that there was no money for tonight. */
  readonly unaffordable: number;
  readonly metricsRead: number;
};

export type FleetLesson = {
  readonly catalogue: Catalogue;
  readonly before: readonly Baseline[];
  readonly excludedOf: ExcludedTimes;
  /** What this night may cost, in metrics that CloudWatch bills. */
  readonly affordableMetrics: number;
  readonly nowMs: EpochMs;
};

/**
 * Learns the functions of the catalogue whose history can be read, some at a time, until time or money is spent.
 * @throws {CloudCallError}
 */
export async function learnFleet(
  { clock, metrics, policy, ownNamePrefix }: LearnFleetDeps,
  { catalogue, before, excludedOf, affordableMetrics, nowMs }: FleetLesson,
): Promise<LearnedFleet> {
  const prices = lambdaPrices(catalogue.region);
  const baselineBefore = new Map(before.map((baseline) => [baseline.functionName, baseline]));
  const { probationDays } = policy;
  const inTurn = learningOrder(catalogue.functions, baselineBefore, { prices, probationDays, nowMs });
  const functions: LearnedFleet["functions"][number][] = [];
  const unread: Unread[] = [];
  let metricsRead = 0;
  let taken = 0;
  // No function costs more than this, so that the money is never exceeded.
  const affordable = (): number => Math.floor((affordableMetrics - metricsRead) / METRICS_PER_FUNCTION);
  while (taken < inTurn.length && affordable() > 0 && clock() - nowMs < LEARNING_MS) {
    const batch = inTurn.slice(taken, taken + Math.min(BATCH_SIZE, affordable()));
    taken += batch.length;
    const names = batch.map(({ functionName }) => functionName);
    const reading = await readFunctions(metrics, names, nowMs);
    unread.push(...reading.unread);
    metricsRead += reading.metricsRead;
    const historyOf = new Map(reading.histories.map((history) => [history.functionName, history]));
    for (const profile of batch) {
      const history = historyOf.get(profile.functionName);
      if (history === undefined) continue;
      const learned = learnFunction({
        profile,
        history,
        excluded: excludedOf(profile),
        before: baselineBefore.get(profile.functionName),
        prices,
        riskHours: rulesFor(policy, profile, ownNamePrefix, nowMs).riskHours,
        nowMs,
      });
      if (learned !== undefined) functions.push({ profile, ...learned });
    }
  }
  const left = inTurn.length - taken;
  const isMoneySpent = affordable() <= 0;
  return {
    functions,
    unread,
    metricsRead,
    postponed: isMoneySpent ? 0 : left,
    unaffordable: isMoneySpent ? left : 0,
  };
}
