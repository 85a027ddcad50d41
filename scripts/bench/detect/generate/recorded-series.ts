import { RECORDINGS, type Recording } from "../../../../lib/sim/traffic/recordings.ts";
import type { BaseSeries } from "./base-series.ts";

/** The five recorded series that the demo plays, too; lib/sim/traffic/data/SOURCE.md tells what they are. */
export const recordedSeries: readonly BaseSeries[] = Object.values(RECORDINGS).map(
  (recording: Recording) => ({
    name: recording.source.replace(/^.*Twitter_volume_(\w+)\.csv$/, "tweets_$1"),
    startMs: Date.parse(`${recording.firstDay}T00:00:00Z`),
    stepSeconds: recording.periodSeconds,
    values: recording.counts,
    keptRatios: [1],
    isNearlyIdle: false,
  }),
);
