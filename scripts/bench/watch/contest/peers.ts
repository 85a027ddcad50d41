import { expectedPerMinute } from "../../../../lib/detect/expectation.ts";
import { judgeFunction } from "../../../../lib/detect/judge.ts";
import type { Baseline } from "../../../../lib/domain/baseline.ts";
import { FIRST_LOOK, type Measurement } from "../../../../lib/domain/observation.ts";
import { type EpochMs, MINUTE_MS } from "../../../../lib/domain/time.ts";
import { lambdaPrices } from "../../../../lib/pricing/prices.ts";
import { longRange, tickRange } from "../../../../lib/watch/window.ts";
import { type FleetWorld, minuteOf } from "../fleet/fleet.ts";
import { visibleAtMs } from "../fleet/publication.ts";
import { windowOf } from "../fleet/windows.ts";
import type { WatcherName } from "./contest-task.ts";
import type { ContestWorld } from "./world.ts";

export type PeerName = Exclude<WatcherName, "overcurrent">;
export const PEERS: readonly PeerName[] = ["poll1", "poll5", "alarms", "bands"];

/** Whether a watcher would say at this minute's tick that something is wrong with the function. */
export type Peer = (functionIndex: number, nowMs: EpochMs) => boolean;

const POLLED: readonly Measurement[] = [...FIRST_LOOK, "errors", "throttles", "maxConcurrency"];
const TIMES_BUSY = 10;
const BAND_DEVIATIONS = 3;
const BAND_MINUTES = 3;
/** CloudWatch shows a minute after two at the latest. */
const SHOWN_AFTER_MINUTES = 3;

/** The watchers that look at each function by itself, whatever the others do. */
export function peersOver(
  { fleet, catalogue, baselineOf }: ContestWorld,
  world: FleetWorld,
): Record<PeerName, Peer> {
  const baselineAt = (functionIndex: number): Baseline | undefined =>
    baselineOf.get(fleet.functions[functionIndex]?.functionName);

  /** The newest minutes that CloudWatch has already shown, newest first. */
  const shown = (functionIndex: number, nowMs: EpochMs, count: number): readonly number[] => {
    const newest = minuteOf(nowMs) - 1;
    for (let minute = newest; minute > newest - SHOWN_AFTER_MINUTES; minute -= 1)
      if (visibleAtMs(fleet.seed, functionIndex, minute) <= nowMs)
        return Array.from({ length: count }, (_, ago) => minute - ago);
    return [];
  };
  const isAbove = (functionIndex: number, minute: number, limit: number): boolean =>
    world.activityAt(functionIndex, minute).durationMs > limit;

  const poll: Peer = (functionIndex, nowMs) => {
    const profile = catalogue.functions[functionIndex];
    if (profile === undefined) return false;
    const read = (measurements: readonly Measurement[], range: ReturnType<typeof tickRange>) =>
      windowOf(fleet, world, functionIndex, measurements, range, nowMs);
    const verdict = judgeFunction({
      profile,
      baseline: baselineAt(functionIndex),
      window: read(POLLED, tickRange(nowMs)),
      longWindow: read(FIRST_LOOK, longRange(nowMs)),
      nowMs,
      prices: lambdaPrices(catalogue.region),
      limits: catalogue.limits,
    });
    return verdict.kind === "anomalous";
  };

  return {
    poll1: poll,
    poll5: (functionIndex, nowMs) => Math.floor(nowMs / MINUTE_MS) % 5 === 0 && poll(functionIndex, nowMs),
    alarms(functionIndex, nowMs) {
      const member = fleet.functions[functionIndex];
      const baseline = baselineAt(functionIndex);
      if (member === undefined || baseline === undefined) return false;
      const busy = Math.max(baseline.durationMs.recordPerMinute, member.runMs);
      return shown(functionIndex, nowMs, 1).some((minute) =>
        isAbove(functionIndex, minute, TIMES_BUSY * busy),
      );
    },
    bands(functionIndex, nowMs) {
      const member = fleet.functions[functionIndex];
      const season = baselineAt(functionIndex)?.durationMs;
      if (member === undefined || season === undefined) return false;
      const expected = expectedPerMinute(season, nowMs);
      const variance = season.overdispersion * expected + (season.relativeSpread * expected) ** 2;
      const limit = expected + BAND_DEVIATIONS * Math.max(member.runMs, Math.sqrt(variance));
      const minutes = shown(functionIndex, nowMs, BAND_MINUTES);
      return minutes.length > 0 && minutes.every((minute) => isAbove(functionIndex, minute, limit));
    },
  };
}
