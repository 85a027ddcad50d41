import { addUsage, type GuardUsage, NO_USAGE } from "../../../../lib/domain/guard-usage.ts";
import { MINUTE_MS } from "../../../../lib/domain/time.ts";
import { startOfMinute } from "../fleet/fleet.ts";
import type { ContestTask, QuietOutcome } from "./contest-task.ts";
import { guardRun, type TickOutcome } from "./guard-run.ts";
import { PEERS, type PeerName, peersOver } from "./peers.ts";
import { TICK_OFFSET_MS } from "./play-attack.ts";
import type { ContestWorld } from "./world.ts";

/** The peers' false alarms are counted on so many functions, evenly spread over the fleet. */
const SAMPLE = 40;

/** Stretches of the watched week in which nobody attacks. @param onTick called after each tick */
export async function playQuiet(
  contest: ContestWorld,
  { quietMinutes, limitUsdPerMonth }: ContestTask,
  onTick: () => void,
): Promise<QuietOutcome> {
  const { fleet, anchors } = contest;
  const ticks: TickOutcome[] = [];
  let falseIncidents = 0;
  const peers = peersOver(contest, fleet);
  const step = Math.max(1, Math.floor(fleet.functions.length / SAMPLE));
  const sample = fleet.functions.filter(({ index }) => index % step === 0).slice(0, SAMPLE);
  const alarmed: Record<PeerName, Set<string>> = {
    poll1: new Set(),
    poll5: new Set(),
    alarms: new Set(),
    bands: new Set(),
  };
  for (const anchor of anchors) {
    const startMs = startOfMinute(anchor) + TICK_OFFSET_MS;
    const guard = await guardRun(contest, fleet, limitUsdPerMonth, startMs);
    for (let minute = 0; minute < quietMinutes; minute += 1) {
      const nowMs = startMs + minute * MINUTE_MS;
      ticks.push(await guard.tick(nowMs));
      for (const { index } of sample)
        for (const peer of PEERS)
          if (peer !== "poll1" || minute % 5 !== 0)
            if (peers[peer](index, nowMs)) alarmed[peer].add(`${anchor}/${index}`);
      onTick();
    }
    for (const one of alarmed.poll5) alarmed.poll1.add(one);
    falseIncidents += await guard.incidents();
  }
  return {
    minutes: ticks.length,
    guardUsage: ticks.reduce((total, { usage }) => addUsage(total, usage), NO_USAGE),
    trippedMinutes: ticks.filter(({ tripped }) => tripped).length,
    trippedReads: trippedReads(ticks),
    falseIncidents,
    requestsPerTick: spread(ticks.map(({ requests }) => requests)),
    secondsPerTick: spread(ticks.map(({ guardMs }) => guardMs / 1_000)),
    sampledFunctions: sample.length,
    falseAlarms: {
      poll1: alarmed.poll1.size,
      poll5: alarmed.poll5.size,
      alarms: alarmed.alarms.size,
      bands: alarmed.bands.size,
    },
  };
}

const readsOf = ({ getMetricDataMetrics, insightsMetricsAnalyzed }: GuardUsage): number =>
  getMetricDataMetrics + insightsMetricsAnalyzed;

function trippedReads(ticks: readonly TickOutcome[]): number {
  const calm = spread(ticks.filter(({ tripped }) => !tripped).map(({ usage }) => readsOf(usage))).mean;
  return ticks
    .filter(({ tripped }) => tripped)
    .reduce((reads, { usage }) => reads + Math.max(0, readsOf(usage) - calm), 0);
}

const spread = (values: readonly number[]): { readonly mean: number; readonly most: number } => ({
  mean: values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length),
  most: Math.max(0, ...values),
});
