import type { TargetId } from "../domain/target.ts";
import type { TargetStore } from "../ports/stores.ts";
import { tickRange } from "../watch/window.ts";
import { type ProbeDeps, type ProbeStep, probe } from "./probe.ts";
import { readTotal } from "./read-totals.ts";

export type TendDeps = ProbeDeps & { readonly targetId: TargetId; readonly targets: TargetStore };

/**
 * Tends the breakers of a target that the policy no longer names, and nothing else, and notes whether it could be seen and acted on.
 * Costs a free CloudWatch request besides what the breakers need.
 * @throws {CloudCallError} when the guard's own table does not answer
 */
export async function tend(deps: TendDeps): Promise<readonly ProbeStep[]> {
  const { targets, targetId, clock, metrics } = deps;
  const lastTriedMs = clock();
  const total = await readTotal(metrics, ["invocations"], tickRange(lastTriedMs));
  const steps = await probe(deps);
  const failed = steps.find(({ step }) => step === "failed")?.reason;
  const problem = typeof total === "string" ? total : failed;
  await targets.note(
    problem === undefined
      ? { targetId, lastTriedMs, lastGoodReadMs: lastTriedMs, problem: null }
      : { targetId, lastTriedMs, problem },
  );
  return steps;
}
