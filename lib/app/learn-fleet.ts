import type { Baseline } from "../domain/baseline.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { type Clock, type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { rulesFor } from "../policy/rules-for.ts";
import type { MetricReader, Unread } from "../ports/metrics.ts";
import { lambdaPrices } from "../pricing/prices.ts";
import type { ExcludedTimes } from "./excluded-times.ts";
import { type LearnedFunction, learnFunction } from "./learn-function.ts";
import { readFunctions } from "./read-learning.ts";

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
 * second and a function takes 72,000, so a run learns some 4,000 functions.
 */
const LEARNING_MS = 12 * MINUTE_MS;

export type LearnedFleet = {
  readonly functions: readonly (LearnedFunction & { readonly profile: FunctionProfile })[];
  readonly unread: readonly Unread[];
  /** Functions that there was no time for; it is their turn the next time. */
  readonly postponed: number;
};

export type FleetLesson = {
  readonly catalogue: Catalogue;
  readonly before: readonly Baseline[];
  readonly excludedOf: ExcludedTimes;
  readonly nowMs: EpochMs;
};

/**
 * Learns the functions of the catalogue whose history can be read, some at a time, those first that were learned longest ago.
 * @throws {CloudCallError}
 */
export async function learnFleet(
  { clock, metrics, policy, ownNamePrefix }: LearnFleetDeps,
  { catalogue, before, excludedOf, nowMs }: FleetLesson,
): Promise<LearnedFleet> {
  const prices = lambdaPrices(catalogue.region);
  const baselineBefore = new Map(before.map((baseline) => [baseline.functionName, baseline]));
  const learnedAtMs = ({ functionName }: FunctionProfile): EpochMs =>
    baselineBefore.get(functionName)?.learnedAtMs ?? 0;
  const inTurn = [...catalogue.functions].sort((a, b) => learnedAtMs(a) - learnedAtMs(b));
  const functions: LearnedFleet["functions"][number][] = [];
  const unread: Unread[] = [];
  let taken = 0;
  for (; taken < inTurn.length && clock() - nowMs < LEARNING_MS; taken += BATCH_SIZE) {
    const batch = inTurn.slice(taken, taken + BATCH_SIZE);
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
  return { functions, unread, postponed: Math.max(0, inTurn.length - taken) };
}
