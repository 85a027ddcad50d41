import type { TimeRange, Window } from "../domain/observation.ts";
import type { ReadingAllowance } from "../domain/reading-allowance.ts";
import type { EpochMs } from "../domain/time.ts";
import { type MetricReader, NO_TIME_LEFT } from "../ports/metrics.ts";
import { firstLookAt } from "../watch/first-look.ts";
import { inShares } from "./in-shares.ts";
import type { BaselineOf, ProfileOf } from "./known-account.ts";
import { type Answers, type Question, readEach } from "./read-each.ts";

export type FirstReadsInput = {
  readonly metrics: MetricReader;
  readonly profileOf: ProfileOf;
  readonly baselineOf: BaselineOf;
  /** Whether an unusual number of functions' runs have not ended; then those are looked for, too. */
  readonly isCrowded: boolean;
  readonly range: TimeRange;
  readonly untilMs: EpochMs;
  readonly allowance: ReadingAllowance;
};

/** How a tick reads functions at first. */
export type FirstReads = {
  /** Such a share of them by the free requests, whichever they are. */
  readSharing(functionNames: readonly string[], freeShare: number): Promise<Answers>;
  /** Those that may be behind a rise: for money as far as that many are saved, else by the free requests. */
  readSuspects(functionNames: readonly string[]): Promise<Answers>;
};

export function firstReads(input: FirstReadsInput): FirstReads {
  const { metrics, profileOf, baselineOf, isCrowded, range, untilMs, allowance } = input;
  const ask = (functionNames: readonly string[], through: "free" | "paid"): Promise<Answers> => {
    const questions = functionNames.flatMap((functionName): Question[] => {
      const profile = profileOf.get(functionName);
      if (profile === undefined) return [];
      return [{ functionName, measurements: firstLookAt(profile, baselineOf.get(functionName), isCrowded) }];
    });
    return readEach(metrics, questions, range, { through, untilMs });
  };
  const read = (functionNames: readonly string[]): Promise<Answers> => ask(functionNames, "paid");
  // The free questions have a quota of their own; what they leave unanswered is asked for money, as far as some is saved.
  const readFreely = async (functionNames: readonly string[]): Promise<Answers> => {
    const free = await ask(functionNames, "free");
    const refused = functionNames.filter((functionName) => isRefused(free.get(functionName)));
    const affordable = allowance.state === "spent" ? 0 : savedReadsOf(allowance);
    return new Map([...free, ...(await read(refused.slice(0, affordable)))]);
  };
  return {
    readSuspects: (functionNames) =>
      functionNames.length <= allowance.savedReads ? read(functionNames) : readFreely(functionNames),
    readSharing: (functionNames, freeShare) =>
      inShares(functionNames, freeShare, { freely: readFreely, paid: read }),
  };
}

const isRefused = (answer: Window | string | undefined): boolean =>
  typeof answer === "string" && answer !== NO_TIME_LEFT;

/** A quarter of it is read for a rise: those that fit it best are nearly always among them, for $0.0006. */
const LEAST_SAVED_READS = 256;

/** However little is saved, a suspicion is looked into as long as there are free requests; they are missed by the sweep then. */
export const savedReadsOf = ({ savedReads, freeReadsPerMinute }: ReadingAllowance): number =>
  freeReadsPerMinute === 0 ? savedReads : Math.max(savedReads, LEAST_SAVED_READS);
