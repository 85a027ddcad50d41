import { CloudCallError, ConcurrentChangeError } from "../domain/errors.ts";
import { type Target, type TargetId, type TargetJob, type TargetOrder, targetId } from "../domain/target.ts";
import { type Clock, SECOND_MS } from "../domain/time.ts";
import type { Log } from "../ports/log.ts";
import type { TargetStore } from "../ports/stores.ts";
import type { InventoryOutcome } from "./inventory-in-turn.ts";
import type { LearnReport } from "./learn.ts";
import type { ProbeStep } from "./probe.ts";
import type { WatchReport } from "./watch.ts";

/** The use cases of one target, as they run at home. Each throws CloudCallError when its target cannot be asked. */
export type TargetJobs = {
  watch(moneyShare: number): Promise<WatchReport>;
  probe(): Promise<readonly ProbeStep[]>;
  tend(): Promise<readonly ProbeStep[]>;
  takeInventory(): Promise<InventoryOutcome>;
  learn(moneyShare: number): Promise<LearnReport>;
};

export type WorkDeps = {
  readonly clock: Clock;
  readonly log: Log;
  readonly targets: TargetStore;
  readonly jobsAt: (target: Target) => TargetJobs;
  /**
   * Lets the next job there begin without what was kept: a role that was removed and given back leaves credentials behind that are dead
   * for as long as they were meant to live.
   */
  readonly beginAnewAt: (target: Target) => void;
};

/** What came of an order. `failed`: the target or AWS refused, and the next order tries again. */
export type WorkReport = {
  readonly targetId: TargetId;
  readonly job: TargetJob;
  readonly did: "done" | "dropped" | "failed";
  readonly reason: string;
};

/** The tick of the next minute has been ordered by then, and sees the same. */
const TICK_LASTS_MS = 90 * SECOND_MS;

/**
 * Does what an order says. Coming twice, it changes nothing that coming once does not: each job begins from what is
 * stored and measured now. What a target refuses is an outcome, kept in its record.
 * @throws {CloudCallError} when the guard's own table does not answer
 */
export async function work(deps: WorkDeps, order: TargetOrder): Promise<WorkReport> {
  const { job, target } = order;
  const id = targetId(target);
  const ageMs = deps.clock() - order.atMs;
  if ((job === "tick" || job === "tend") && ageMs > TICK_LASTS_MS) {
    const reason = `it is ${Math.round(ageMs / SECOND_MS)} s old, and a newer one is there`;
    deps.log.warn("order dropped", { targetId: id, job, reason });
    return { targetId: id, job, did: "dropped", reason };
  }
  const failures = await JOBS[job](deps, order, id);
  const [reason] = failures;
  if (reason === undefined) {
    deps.log.info("order done", { targetId: id, job });
    return { targetId: id, job, did: "done", reason: "it came to its end" };
  }
  deps.beginAnewAt(target);
  deps.log.warn("order failed", { targetId: id, job, failures });
  return { targetId: id, job, did: "failed", reason };
}

/** Does a job and hands back what kept it from its end, as sentences. */
type Work = (deps: WorkDeps, order: TargetOrder, id: TargetId) => Promise<readonly string[]>;

const JOBS: Readonly<Record<TargetJob, Work>> = {
  tick: async ({ jobsAt, beginAnewAt, targets, clock }, { target, moneyShare }, id) => {
    const jobs = jobsAt(target);
    // What cannot be looked at must be let go of all the same.
    const watched = await attempt(() => jobs.watch(moneyShare));
    if (typeof watched === "object" && watched.problem !== undefined) beginAnewAt(target);
    const tended = await attempt(() => jobs.probe());
    // A braked function does not run: its region must not fall asleep over it.
    if (typeof tended !== "string" && tended.length > 0)
      await targets.note({ targetId: id, lastActiveMs: clock() });
    return sentencesOf(watched, tended);
  },
  // What is not plainly noted by it is a fault of the guard's own table.
  tend: async ({ jobsAt }, { target }) => sentencesOf(await attempt(() => jobsAt(target).tend())),
  inventory: async ({ jobsAt, targets }, { target, moneyShare }, id) => {
    const jobs = jobsAt(target);
    const before = await targets.find(id);
    const taken = await attempt(() => jobs.takeInventory());
    if (typeof taken === "string") return noteFailure(targets, id, `its inventory failed: ${taken}`);
    // Another worker is at it, and notes what it finds.
    if (taken.kind === "left") return [];
    await targets.note({ targetId: id, functions: taken.functions });
    // What is new here need not wait for the night to be known.
    return before?.functions === undefined ? learnAt(jobs, moneyShare, targets, id) : [];
  },
  learn: ({ jobsAt, targets }, { target, moneyShare }, id) =>
    learnAt(jobsAt(target), moneyShare, targets, id),
};

async function learnAt(
  jobs: TargetJobs,
  moneyShare: number,
  targets: TargetStore,
  id: TargetId,
): Promise<readonly string[]> {
  const learned = await attempt(() => jobs.learn(moneyShare));
  return typeof learned === "string" ? noteFailure(targets, id, `its learning failed: ${learned}`) : [];
}

async function noteFailure(targets: TargetStore, id: TargetId, problem: string): Promise<readonly string[]> {
  await targets.note({ targetId: id, problem });
  return [problem];
}

/** What came of it, or why AWS or another run stood in the way; everything else is a fault. */
async function attempt<T extends object>(job: () => Promise<T>): Promise<T | string> {
  try {
    return await job();
  } catch (error) {
    if (error instanceof CloudCallError || error instanceof ConcurrentChangeError) return error.message;
    throw error;
  }
}

const sentencesOf = (...outcomes: readonly unknown[]): readonly string[] =>
  outcomes.filter((outcome) => typeof outcome === "string");
