import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import type { ContestNews, ContestOutcome, ContestTask } from "./contest-task.ts";

export type ContestProgress = (task: ContestTask, news: Extract<ContestNews, { kind: "progress" }>) => void;

export type Contests = {
  /** In the order of the tasks. */
  readonly outcomes: readonly ContestOutcome[];
  /** Sizes whose process ended without a result; what went wrong stands on standard error. */
  readonly unmeasured: readonly number[];
};

/** Plays each case in a process of its own, the largest first, as many at a time as there are processors. */
export async function measureContests(
  tasks: readonly ContestTask[],
  onProgress: ContestProgress,
): Promise<Contests> {
  const waiting = tasks.toSorted((a, b) => b.functions - a.functions);
  const measured = new Map<ContestTask, ContestOutcome>();
  const takeTurns = async (): Promise<void> => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      const outcome = await playInProcess(task, onProgress);
      if (outcome !== undefined) measured.set(task, outcome);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, takeTurns));
  return {
    outcomes: tasks.flatMap((task) => measured.get(task) ?? []),
    unmeasured: tasks.filter((task) => !measured.has(task)).map(({ functions }) => functions),
  };
}

const playInProcess = (task: ContestTask, onProgress: ContestProgress): Promise<ContestOutcome | undefined> =>
  new Promise((resolve, reject) => {
    // A process and not a thread: it takes the loader for TypeScript over from its parent, and its memory is its own.
    const child = fork(new URL("./contest-child.ts", import.meta.url), { serialization: "advanced" });
    let outcome: ContestOutcome | undefined;
    child.send(task);
    child.on("message", (news: ContestNews) => {
      if (news.kind === "measured") outcome = news.outcome;
      else onProgress(task, news);
    });
    child.on("error", reject);
    child.on("close", () => resolve(outcome));
  });
