import { FIRST_LOOK } from "../domain/observation.ts";
import type { EpochMs } from "../domain/time.ts";
import type { MetricReader } from "../ports/metrics.ts";
import { longRange } from "../watch/window.ts";
import { freeOf } from "./first-reads.ts";
import { type Answers, readEach } from "./read-each.ts";

/**
 * The last hours of these functions, for what creeps in slowly.
 * @param freeShare of them by the free requests, 0 to 1, whichever they are
 */
export async function readLastHours(
  { metrics, nowMs }: { readonly metrics: MetricReader; readonly nowMs: EpochMs },
  functionNames: readonly string[],
  freeShare: number,
  untilMs: EpochMs,
): Promise<Answers> {
  const free = freeOf(functionNames.length, freeShare);
  const ask = (names: readonly string[], through: "free" | "paid"): Promise<Answers> => {
    const questions = names.map((functionName) => ({ functionName, measurements: FIRST_LOOK }));
    return readEach(metrics, questions, longRange(nowMs), { through, untilMs });
  };
  const [freely, paid] = await Promise.all([
    ask(functionNames.slice(0, free), "free"),
    ask(functionNames.slice(free), "paid"),
  ]);
  return new Map([...freely, ...paid]);
}
