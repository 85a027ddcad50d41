import { look } from "../../../../lib/app/look.ts";
import { shortMemory } from "../../../../lib/app/short-memory.ts";
import type { Baseline } from "../../../../lib/domain/baseline.ts";
import type { EpochMs } from "../../../../lib/domain/time.ts";
import { parsePolicy } from "../../../../lib/policy/parse-policy.ts";
import { type Crowd, catalogueOf } from "./crowd.ts";
import { READ_EVERYTHING } from "./read-everything.ts";

/** What one look at a crowd took. */
export type TickTime = {
  readonly wallMs: number;
  /** Of all threads: with the garbage collector's, which a machine with one core runs in the same time. */
  readonly cpuMs: number;
  readonly datapoints: number;
  readonly anomalous: number;
};

const POLICY = parsePolicy("", "defaults");

/**
 * Looks at the crowd so many times, as the guard does at each tick: reading list, verdicts, closer looks. The first time
 * includes what a fresh process takes to warm up.
 */
export async function timeTicks(
  crowd: Crowd,
  baselines: readonly Baseline[],
  times: number,
  nowMs: EpochMs,
): Promise<readonly TickTime[]> {
  const input = {
    metrics: crowd.metrics,
    catalogue: catalogueOf(crowd.profiles, nowMs),
    baselines,
    suspects: new Set<string>(),
    policy: POLICY,
    memory: shortMemory(),
    ownNamePrefix: "",
    allowance: READ_EVERYTHING,
    nowMs,
  };
  const ticks: TickTime[] = [];
  for (let tick = 0; tick < times; tick++) {
    const datapoints = crowd.datapoints();
    const startedMs = performance.now();
    const startedCpu = process.cpuUsage();
    const { verdicts } = await look(input);
    const { user, system } = process.cpuUsage(startedCpu);
    ticks.push({
      wallMs: performance.now() - startedMs,
      cpuMs: (user + system) / 1000,
      datapoints: crowd.datapoints() - datapoints,
      anomalous: verdicts.filter(({ kind }) => kind === "anomalous").length,
    });
  }
  return ticks;
}
