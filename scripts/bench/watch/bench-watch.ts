import pc from "picocolors";
import { aroundTables, renewTables } from "../detect/render-markdown.ts";
import { renderTerminal } from "../detect/render-terminal.ts";
import { roundedJson } from "../detect/rounded-json.ts";
import { contestReport } from "./contest/contest-report.ts";
import { contestTables } from "./contest/contest-tables.ts";
import { type ContestProgress, type Contests, measureContests } from "./contest/measure-contest.ts";
import { taskFor } from "./contest/task-for.ts";
import type { WatchBenchOptions } from "./options.ts";
import { measureTicks, type TickFigures } from "./tick/measure-ticks.ts";
import { tickTables } from "./tick/tick-tables.ts";

const MARK = "bench:watch";
/** Beyond this one deployment does not look at so many functions in one tick. */
const MOST_IN_A_TICK = 10_000;
const LEAST_IN_A_TICK = 100;

/**
 * The guard and what people use in its place over fleets of several sizes, then the guard's tick over HTTP.
 * @returns the exit code
 * @throws {CommandError} for a file without marks
 */
export async function benchWatch(options: WatchBenchOptions): Promise<number> {
  const { seed, functions, attacks, tick, json, markdown } = options;
  // Mistakes are told before the minutes of measuring, not after.
  if (markdown !== undefined) aroundTables(markdown, MARK);
  const contests: Contests =
    tick === "only"
      ? { outcomes: [], unmeasured: [] }
      : await measureContests(
          functions.map((count) => taskFor(count, seed, attacks)),
          tellProgress(),
        );
  const ticks: readonly TickFigures[] =
    tick === "no"
      ? []
      : await measureTicks(
          functions.filter((count) => count >= LEAST_IN_A_TICK && count <= MOST_IN_A_TICK),
          seed,
          ({ functions: count, kind }) =>
            process.stderr.write(`${count.toLocaleString("en-US")} functions: ticks over HTTP, ${kind}\n`),
        );
  const reports = contests.outcomes.map(contestReport);
  const tables = [
    ...(reports.length === 0 ? [] : contestTables(reports)),
    ...(ticks.length === 0 ? [] : tickTables(ticks)),
  ];
  if (markdown !== undefined) renewTables(markdown, tables, MARK);
  else if (json)
    console.log(
      roundedJson({
        seed,
        contests: reports,
        attacks: contests.outcomes.map(({ task, attacks: each }) => ({
          functions: task.functions,
          attacks: each,
        })),
        ticks,
        unmeasured: contests.unmeasured,
      }),
    );
  else console.log(renderTerminal(tables, pc));
  for (const count of contests.unmeasured) console.error(`${count} functions could not be measured`);
  return contests.unmeasured.length === 0 ? 0 : 1;
}

/** A line for every quarter of a case. */
function tellProgress(): ContestProgress {
  const told = new Map<number, number>();
  return ({ functions }, { done, of, what }) => {
    const quarter = Math.floor((4 * done) / of);
    if (quarter <= (told.get(functions) ?? 0)) return;
    told.set(functions, quarter);
    process.stderr.write(`${functions.toLocaleString("en-US")} functions: ${25 * quarter} % (${what})\n`);
  };
}
