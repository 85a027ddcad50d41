import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { POLICY_FILE_NAME } from "../../../../lib/config/policy-file.ts";
import { HOUR_MS } from "../../../../lib/domain/time.ts";
import { bundle } from "../../../bundle.ts";
import { guardEnvironment, TABLE_NAME } from "../../../demo/guard-names.ts";
import { startLocalTable } from "../../../demo/local-table.ts";
import { MeasuringError } from "../../detect/measure-all.ts";
import { taskFor } from "../contest/task-for.ts";
import { LEARNED_AT_MS } from "../fleet/baselines.ts";
import { FLEET_ACCOUNT_ID, FLEET_REGION } from "../fleet/cost.ts";
import type { AccountReady, AccountTask, TickKind, TickNews, TickTask } from "./tick-task.ts";
import { TICK_KINDS } from "./tick-task.ts";

/** What ticks over one number of functions took, by kind. */
export type TickFigures = TickNews & { readonly functions: number; readonly kind: TickKind };

/** Tuesday afternoon of the watched week: busy. */
const AT_MS = LEARNED_AT_MS + 38 * HOUR_MS;
const TICKS = 4;
/** A Lambda function of 512 MB, of which the code and what is not heap need a fifth. */
const HEAP_LIMIT_MIB = 400;
/** The schedule reads all that it may only where it is told to. */
const EVERYTHING = { guardBill: { limitUsdPerMonth: 10_000 }, watchList: [{ name: "*" }] };

/**
 * Times the deployed handler of a tick over HTTP, against the endpoints of the simulated account and a local table that hold so
 * many functions. Each kind has a process of its own; account and table are in two others.
 * @throws {MeasuringError} when a process fails, e.g. for want of memory
 */
export async function measureTicks(
  sizes: readonly number[],
  seed: number,
  onMeasured: (figures: TickFigures) => void,
): Promise<readonly TickFigures[]> {
  const directory = mkdtempSync(join(tmpdir(), "overcurrent-tick-"));
  try {
    const child = await bundle("tick", "scripts/bench/watch/tick/tick-child.ts", join(directory, "tick.cjs"));
    const figures: TickFigures[] = [];
    for (const functions of sizes)
      for (const one of await measureSize(functions, seed, child.path, directory)) {
        figures.push(one);
        onMeasured(one);
      }
    return figures;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function measureSize(
  functions: number,
  seed: number,
  childPath: string,
  directory: string,
): Promise<readonly TickFigures[]> {
  const { limitUsdPerMonth } = taskFor(functions, seed);
  const aheadMs = AT_MS - Date.now();
  const table = await startLocalTable();
  const account = fork(new URL("./account-child.ts", import.meta.url), {
    env: { ...process.env, ...environmentOf(table.url, table.url) },
  });
  try {
    const task: AccountTask = { functions, seed, limitUsdPerMonth, aheadMs, tableName: TABLE_NAME };
    const { url } = await firstAnswer<AccountReady>(account, task, "account");
    const env = { ...process.env, ...environmentOf(url, table.url) };
    const figures: TickFigures[] = [];
    for (const kind of TICK_KINDS) {
      const policy = kind === "economic" ? { guardBill: { limitUsdPerMonth } } : EVERYTHING;
      const handlerPath = await handlerWith(join(directory, kind), policy);
      // What the guard logs is no part of this bench's output; nor is the source that Node shows where it fails, all in one line.
      const ticking = fork(childPath, {
        execArgv: [`--max-old-space-size=${HEAP_LIMIT_MIB}`],
        env,
        stdio: ["ignore", "ignore", "pipe", "ipc"],
      });
      ticking.stderr?.on("data", (text) => process.stderr.write(firstsOfLines(String(text))));
      const ticked = await firstAnswer<TickNews>(
        ticking,
        { handlerPath, aheadMs, ticks: TICKS } satisfies TickTask,
        "tick",
      );
      figures.push({ functions, kind, ...ticked });
    }
    return figures;
  } finally {
    if (account.connected) account.disconnect();
    await table.close();
  }
}

const WIDTH = 200;
const firstsOfLines = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.slice(0, WIDTH))
    .join("\n");

/** The bundle of the deployed function with a policy beside it, as a deployment makes it. */
async function handlerWith(directory: string, policy: object): Promise<string> {
  const { path } = await bundle("watch", "functions/watch.ts", join(directory, "index.cjs"));
  writeFileSync(join(directory, POLICY_FILE_NAME), JSON.stringify(policy));
  return path;
}

const environmentOf = (accountUrl: string, tableUrl: string): Record<string, string> => ({
  ...guardEnvironment(FLEET_ACCOUNT_ID, FLEET_REGION),
  AWS_REGION: FLEET_REGION,
  AWS_ENDPOINT_URL: accountUrl,
  AWS_ENDPOINT_URL_DYNAMODB: tableUrl,
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "example",
});

const firstAnswer = <Answer>(
  child: ChildProcess,
  task: AccountTask | TickTask,
  what: string,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    child.send(task);
    child.once("message", (answer) => resolve(answer as Answer));
    child.once("error", reject);
    child.once("close", (code) => reject(new MeasuringError(`${what} of the watch bench`, code)));
  });
