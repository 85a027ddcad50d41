import { DAY_MS, HOUR_MS } from "../../../../lib/domain/time.ts";
import { randomStream } from "../../../../lib/sim/random.ts";
import { randomCutForest } from "../peers/random-cut-forest/random-cut-forest.ts";
import { quantileOf } from "../quantile.ts";
import { loadBaselines, saveBaselines } from "./baseline-table.ts";
import { crowdOf, functionNameOf } from "./crowd.ts";
import { learnKinds } from "./learn-kinds.ts";
import type { ForestFigures, SpeedTask, StoredSize, TickFigures } from "./speed-task.ts";
import { type TickTime, timeTicks } from "./time-ticks.ts";

/** A Tuesday at 14:00 UTC: busy, and a minute in which everything is read. */
const NOW_MS = Date.UTC(2026, 10, 10) + 14 * HOUR_MS;
const KIB_PER_MIB = 1024;
/** Two weeks of minutes, once around the clock each day. */
const FOREST_ROWS = 20_000;

async function learn(functions: number): Promise<StoredSize> {
  const { baselineOf, accountBaseline } = learnKinds(NOW_MS);
  const baselines = Array.from({ length: functions }, (_, index) => baselineOf(index, functionNameOf(index)));
  const bytes = await saveBaselines([accountBaseline(functions), ...baselines], NOW_MS);
  return { bytesPerFunction: bytes / functions };
}

async function tick({
  functions,
  batches,
  ticks,
}: Extract<SpeedTask, { kind: "tick" }>): Promise<TickFigures> {
  let loadMs = 0;
  const times: (readonly TickTime[])[] = [];
  for (let batch = 0; batch < batches; batch++) {
    const startedMs = performance.now();
    const baselines = await loadBaselines(NOW_MS);
    loadMs += performance.now() - startedMs;
    times.push(await timeTicks(crowdOf(functions / batches, batch, NOW_MS), baselines, ticks, NOW_MS));
  }
  const sumOf = (which: keyof TickTime): number =>
    times.reduce(
      (sum, ofBatch) =>
        sum +
        (quantileOf(
          ofBatch.map((time) => time[which]),
          0.5,
        ) ?? 0),
      0,
    );
  return {
    functions,
    batches,
    loadMs,
    firstMs: times[0]?.[0]?.wallMs ?? 0,
    wallMs: sumOf("wallMs"),
    cpuMs: sumOf("cpuMs"),
    datapoints: sumOf("datapoints"),
    anomalous: sumOf("anomalous"),
    peakMiB: process.resourceUsage().maxRSS / KIB_PER_MIB,
  };
}

function forest(): ForestFigures {
  const random = randomStream(1, "forest");
  const values = Array.from({ length: FOREST_ROWS }, (_, minute) =>
    random.poisson(100 * (1 + 0.8 * Math.cos((2 * Math.PI * minute) / (DAY_MS / 60_000)))),
  );
  const startedCpu = process.cpuUsage();
  randomCutForest({ startMs: 0, stepSeconds: 60, values });
  const { user, system } = process.cpuUsage(startedCpu);
  return { pointsPerSecond: (1e6 * FOREST_ROWS) / (user + system) };
}

const run = (task: SpeedTask) =>
  task.kind === "learn" ? learn(task.functions) : task.kind === "tick" ? tick(task) : forest();

process.once("message", async (task: SpeedTask) => {
  const result = await run(task);
  process.send?.(result, () => process.disconnect());
});
