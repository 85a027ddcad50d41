import {
  addUsage,
  type GuardUsage,
  type MonthlyUsage,
  NO_USAGE,
} from "../../../../lib/domain/guard-usage.ts";
import { MINUTE_MS } from "../../../../lib/domain/time.ts";
import { startOfMinute } from "../fleet/fleet.ts";
import type { ContestTask, QuietOutcome } from "./contest-task.ts";
import { guardRun, type TickOutcome } from "./guard-run.ts";
import { PEERS, type PeerName, peersOver } from "./peers.ts";
import { TICK_OFFSET_MS } from "./play-attack.ts";
import { steadyPace, type Tried } from "./steady-pace.ts";
import { usageSoFar } from "./usage-so-far.ts";
import type { ContestWorld } from "./world.ts";

/** The peers' false alarms are counted on so many functions, evenly spread over the fleet. */
const SAMPLE = 24;

export type PlayedQuiet = {
  readonly outcome: QuietOutcome;
  /** What the guard had consumed in the month when a minute began. */
  usageAt(minute: number): MonthlyUsage;
};

/** What is saved decides what is spent, and the other way round: so many stretches come to a month that is like its own minutes. */
const SETTLING_STRETCHES = 4;

/**
 * A stretch of the watched week in which nobody attacks. Its beginning is not counted: there the guard shows what its minutes cost after
 * a month that left nothing saved for suspicions, then after cheaper ones, until one is found that is like its own minutes. As a guard
 * with such a month it goes on.
 * @param onTick called after each tick
 */
export async function playQuiet(
  contest: ContestWorld,
  { quietMinutes, settlingMinutes, limitUsdPerMonth }: ContestTask,
  onTick: () => void,
): Promise<PlayedQuiet> {
  const { fleet, quietFrom } = contest;
  const play = async (fromMinute: number, minutes: number, pace: number, onMinute = noOne) => {
    const startMs = startOfMinute(fromMinute) + TICK_OFFSET_MS;
    const { usage: before, paidReadsPerMinute } = usageSoFar(
      fleet.functions.length,
      limitUsdPerMonth,
      startMs,
      pace,
    );
    const guard = await guardRun(contest, fleet, limitUsdPerMonth, before, startMs);
    const ticks: TickOutcome[] = [];
    const usages: MonthlyUsage[] = [];
    for (let minute = 0; minute < minutes; minute += 1) {
      const nowMs = startMs + minute * MINUTE_MS;
      usages.push(await guard.usage());
      ticks.push(await guard.tick(nowMs));
      onMinute(nowMs);
      onTick();
    }
    return { ticks, usages, before, pace: paidReadsPerMinute, falseIncidents: await guard.incidents() };
  };
  const settling: TickOutcome[] = [];
  const tried: Tried[] = [];
  let settlingIncidents = 0;
  for (let stretch = 0; stretch < SETTLING_STRETCHES; stretch += 1) {
    const minutes = Math.ceil((settlingMinutes - settling.length) / (SETTLING_STRETCHES - stretch));
    const { ticks, pace, falseIncidents } = await play(
      quietFrom + settling.length,
      minutes,
      steadyPace(tried),
    );
    tried.push({ pace, found: spread(ticks.map(({ usage }) => readsOf(usage))).mean });
    settling.push(...ticks);
    settlingIncidents += falseIncidents;
  }
  const watching = watchingPeers(contest);
  const countedFrom = quietFrom + settlingMinutes;
  const counted = await play(countedFrom, quietMinutes, steadyPace(tried), watching.look);
  return {
    usageAt: (minute) => counted.usages[minute - countedFrom] ?? counted.before,
    outcome: {
      minutes: quietMinutes,
      allMinutes: settlingMinutes + quietMinutes,
      guardUsage: counted.ticks.reduce((total, { usage }) => addUsage(total, usage), NO_USAGE),
      trippedMinutes: counted.ticks.filter(({ tripped }) => tripped !== undefined).length,
      trippedReads: trippedReads(counted.ticks),
      tripReasons: [...settling, ...counted.ticks].flatMap(({ tripped }) => tripped ?? []),
      falseIncidents: settlingIncidents + counted.falseIncidents,
      requestsPerTick: spread(counted.ticks.map(({ requests }) => requests)),
      secondsPerTick: spread(counted.ticks.map(({ guardMs }) => guardMs / 1_000)),
      ...watching.counted(),
    },
  };
}

const noOne = (_nowMs: number): void => undefined;

function watchingPeers(contest: ContestWorld) {
  const { fleet } = contest;
  const peers = peersOver(contest, fleet);
  const step = Math.max(1, Math.floor(fleet.functions.length / SAMPLE));
  const sample = fleet.functions.filter(({ index }) => index % step === 0).slice(0, SAMPLE);
  const inAlarm = new Map<string, number>();
  const alarms: Record<PeerName, number> = { poll1: 0, poll5: 0, alarms: 0, bands: 0 };
  return {
    look(nowMs: number): void {
      for (const { index } of sample)
        for (const peer of PEERS) {
          if (!peers[peer](index, nowMs)) continue;
          // An alarm that comes back within the hour is the same one.
          const key = `${peer} ${index}`;
          if (nowMs - (inAlarm.get(key) ?? 0) > 60 * MINUTE_MS) alarms[peer] += 1;
          inAlarm.set(key, nowMs);
        }
    },
    counted: () => ({ sampledFunctions: sample.length, falseAlarms: alarms }),
  };
}

const readsOf = ({ getMetricDataMetrics, insightsMetricsAnalyzed }: GuardUsage): number =>
  getMetricDataMetrics + insightsMetricsAnalyzed;

function trippedReads(ticks: readonly TickOutcome[]): number {
  const calm = ticks.filter(({ tripped }) => tripped === undefined);
  const usual = spread(calm.map(({ usage }) => readsOf(usage))).mean;
  return ticks
    .filter(({ tripped }) => tripped !== undefined)
    .reduce((reads, { usage }) => reads + Math.max(0, readsOf(usage) - usual), 0);
}

const spread = (values: readonly number[]): { readonly mean: number; readonly most: number } => ({
  mean: values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length),
  most: Math.max(0, ...values),
});
