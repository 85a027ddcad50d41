import type { Baseline } from "../domain/baseline.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import type { EpochMs } from "../domain/time.ts";
import { rulesFor } from "../policy/rules-for.ts";
import type { MetricReader, Unread } from "../ports/metrics.ts";
import { lambdaPrices } from "../pricing/prices.ts";
import type { ExcludedTimes } from "./excluded-times.ts";
import { type LearnedFunction, learnFunction } from "./learn-function.ts";
import { readFunctions } from "./read-learning.ts";

export type LearnFleetDeps = {
  readonly metrics: MetricReader;
  readonly policy: GuardPolicy;
  readonly ownNamePrefix: string;
};

/** Functions read and learned at a time: bounds memory, whatever the size of the fleet. */
const BATCH_SIZE = 50;

export type LearnedFleet = {
  readonly functions: readonly (LearnedFunction & { readonly profile: FunctionProfile })[];
  readonly unread: readonly Unread[];
};

export type FleetLesson = {
  readonly catalogue: Catalogue;
  readonly before: readonly Baseline[];
  readonly excludedOf: ExcludedTimes;
  readonly nowMs: EpochMs;
};

/** Learns every function of the catalogue whose history can be read, some at a time. @throws {CloudCallError} */
export async function learnFleet(
  { metrics, policy, ownNamePrefix }: LearnFleetDeps,
  { catalogue, before, excludedOf, nowMs }: FleetLesson,
): Promise<LearnedFleet> {
  const prices = lambdaPrices(catalogue.region);
  const baselineBefore = new Map(before.map((baseline) => [baseline.functionName, baseline]));
  const functions: LearnedFleet["functions"][number][] = [];
  const unread: Unread[] = [];
  for (let first = 0; first < catalogue.functions.length; first += BATCH_SIZE) {
    const batch = catalogue.functions.slice(first, first + BATCH_SIZE);
    const names = batch.map(({ functionName }) => functionName);
    const reading = await readFunctions(metrics, names, nowMs);
    unread.push(...reading.unread);
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
  return { functions, unread };
}
