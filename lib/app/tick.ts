import { CloudCallError } from "../domain/errors.ts";
import type { TargetId } from "../domain/target.ts";
import type { TargetStore } from "../ports/stores.ts";
import { type WatchDeps, type WatchReport, watch } from "./watch.ts";

export type TickDeps = WatchDeps & { readonly targetId: TargetId; readonly targets: TargetStore };

/**
 * Watches a target and notes whether it could be looked at, for whoever asks which accounts and regions are guarded.
 * @throws {CloudCallError} as `watch`; the reason is noted first
 */
export async function tick(deps: TickDeps): Promise<WatchReport> {
  const { targets, targetId, clock } = deps;
  const lastTriedMs = clock();
  try {
    const report = await watch(deps);
    const { problem } = report;
    await targets.note(
      problem === undefined
        ? { targetId, lastTriedMs, lastGoodReadMs: lastTriedMs, problem: null }
        : { targetId, lastTriedMs, problem },
    );
    return report;
  } catch (error) {
    if (error instanceof CloudCallError) await noteProblem(targets, targetId, lastTriedMs, error);
    throw error;
  }
}

/** What hinders the note, most likely hinders everything: the first fault is the one to hear of. */
async function noteProblem(
  targets: TargetStore,
  targetId: TargetId,
  lastTriedMs: number,
  { message }: CloudCallError,
): Promise<void> {
  try {
    await targets.note({ targetId, lastTriedMs, problem: message });
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
  }
}
