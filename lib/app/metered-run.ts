import { type GuardPart, type GuardUsage, USAGE_KINDS } from "../domain/guard-usage.ts";
import { type Clock, SECOND_MS } from "../domain/time.ts";
import type { Log } from "../ports/log.ts";
import type { UsageStore } from "../ports/stores.ts";
import type { UsageMeter } from "../ports/usage-meter.ts";

export type MeteredRunDeps = {
  readonly part: GuardPart;
  readonly meter: UsageMeter;
  readonly usage: UsageStore;
  readonly clock: Clock;
  /** Milliseconds since any fixed moment; unlike a clock it never jumps. */
  readonly monotonicMs: () => number;
  readonly memoryGb: number;
  /** What each run costs besides, without a call of its own; nothing by default. */
  readonly besides?: Partial<GuardUsage>;
  readonly log: Log;
};

/** Lambda's own START, END and REPORT lines of a run, with CloudWatch's overhead for each. */
const LAMBDA_LOG_BYTES = 400;

/**
 * Makes runs of a part that add what they consumed to the month's usage, also when they throw. What writing the count costs
 * belongs to the next run of the same process. A count that cannot be written is logged and lost: no run fails for it.
 *
 * The start of a process, which Lambda bills too since August 2025, is not in the count: for the parts that run each minute
 * it happens some times a day.
 */
export function meteredRun(deps: MeteredRunDeps) {
  let owedMs = 0;

  async function addToUsage(runMs: number): Promise<void> {
    deps.meter.count("lambdaInvocations", 1);
    deps.meter.count("lambdaGbSeconds", (runMs / SECOND_MS) * deps.memoryGb);
    deps.meter.count("logBytes", LAMBDA_LOG_BYTES);
    for (const kind of USAGE_KINDS) deps.meter.count(kind, deps.besides?.[kind] ?? 0);
    try {
      await deps.usage.add(deps.part, deps.meter.take(), deps.clock());
    } catch (error) {
      deps.log.warn("the guard's usage could not be counted", { reason: String(error) });
    }
  }

  return <Input extends readonly unknown[], Output>(useCase: (...input: Input) => Promise<Output>) =>
    async (...input: Input): Promise<Output> => {
      const startedMs = deps.monotonicMs() - owedMs;
      try {
        return await useCase(...input);
      } finally {
        const endedMs = deps.monotonicMs();
        await addToUsage(endedMs - startedMs);
        owedMs = deps.monotonicMs() - endedMs;
      }
    };
}
