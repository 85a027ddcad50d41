import { FIRST_LOOK } from "../domain/observation.ts";
import type { EpochMs } from "../domain/time.ts";
import type { MetricReader } from "../ports/metrics.ts";
import { longRange } from "../watch/window.ts";
import { inShares } from "./in-shares.ts";
import { type Answers, readEach } from "./read-each.ts";

/**
 * The last hours of these functions, for what creeps in slowly.
 * @param freeShare of them by the free requests
 */
export function readLastHours(
  { metrics, nowMs }: { readonly metrics: MetricReader; readonly nowMs: EpochMs },
  functionNames: readonly string[],
  freeShare: number,
  untilMs: EpochMs,
): Promise<Answers> {
  const ask = (names: readonly string[], through: "free" | "paid"): Promise<Answers> => {
    const questions = names.map((functionName) => ({ functionName, measurements: FIRST_LOOK }));
    return readEach(metrics, questions, longRange(nowMs), { through, untilMs });
  };
  return inShares(functionNames, freeShare, {
    freely: (names) => ask(names, "free"),
    paid: (names) => ask(names, "paid"),
  });
}
