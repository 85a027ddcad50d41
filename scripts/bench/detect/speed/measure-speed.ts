import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../../../bundle.ts";
import { startLocalTable } from "../../../demo/local-table.ts";
import { MeasuringError } from "../measure-all.ts";
import type { ForestFigures, SpeedResult, SpeedTask, StoredSize, TickFigures } from "./speed-task.ts";

export type SpeedMeasurement = {
  readonly ticks: readonly TickFigures[];
  readonly stored: StoredSize;
  readonly forest: ForestFigures;
};

/** More functions than this are looked at in batches, which bounds the memory whatever the size of the fleet. */
const MOST_AT_ONCE = 10_000;
/** Ticks over all numbers of functions judge about so many, which warms them up equally. */
const JUDGED = 150_000;
const FEWEST_TICKS = 3;
const MOST_TICKS = 201;
/** A Lambda function of 512 MB, of which the code and what is not heap need a tenth. */
const HEAP_LIMIT_MIB = 460;

/**
 * Times a tick over each number of functions, in a process of its own that is bundled like the deployed ones and has the
 * heap of a 512 MB function. The baselines come out of the guard's own store, which a process before it has filled.
 * @throws {MeasuringError} when a process fails, e.g. for want of memory
 */
export async function measureSpeed(
  sizes: readonly number[],
  onMeasured: (functions: number) => void,
): Promise<SpeedMeasurement> {
  const directory = mkdtempSync(join(tmpdir(), "overcurrent-speed-"));
  try {
    const child = await bundle(
      "speed",
      "scripts/bench/detect/speed/speed-child.ts",
      join(directory, "speed.cjs"),
    );
    const forest = await runTask(child.path, { kind: "forest" });
    const ticks: TickFigures[] = [];
    let stored: StoredSize = { bytesPerFunction: 0 };
    for (const functions of sizes) {
      const table = await startLocalTable();
      try {
        const batches = Math.ceil(functions / MOST_AT_ONCE);
        stored = await runTask(child.path, { kind: "learn", functions: functions / batches }, table.url);
        ticks.push(
          await runTask(
            child.path,
            { kind: "tick", functions, batches, ticks: ticksFor(functions) },
            table.url,
          ),
        );
      } finally {
        await table.close();
      }
      onMeasured(functions);
    }
    return { ticks, stored, forest };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const ticksFor = (functions: number): number =>
  Math.max(FEWEST_TICKS, Math.min(MOST_TICKS, Math.ceil(JUDGED / functions)));

const runTask = <Task extends SpeedTask>(
  path: string,
  task: Task,
  tableUrl = "",
): Promise<SpeedResult<Task>> =>
  new Promise((resolve, reject) => {
    const child = fork(path, {
      // Not those of this process: the bundle needs no loader for TypeScript.
      execArgv: task.kind === "tick" ? [`--max-old-space-size=${HEAP_LIMIT_MIB}`] : [],
      env: {
        ...process.env,
        AWS_REGION: "us-east-1",
        AWS_ENDPOINT_URL_DYNAMODB: tableUrl,
        AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
        AWS_SECRET_ACCESS_KEY: "example",
      },
    });
    child.send(task);
    child.on("message", (result: SpeedResult<Task>) => resolve(result));
    child.on("error", reject);
    child.on("close", (code) => reject(new MeasuringError(`${task.kind} of the speed bench`, code)));
  });
