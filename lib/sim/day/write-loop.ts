import { HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import { type AttackEpisode, drawMinute, type Stage } from "./episode.ts";

const TARGET = "thumbnail-maker";
const EARLIEST_MS = 16 * HOUR_MS + 25 * MINUTE_MS;
const SHORTEST_MS = 50 * MINUTE_MS;
/** One thumbnail per picture and a larger one for three pictures in ten. */
const OUTPUTS_PER_RUN = 1.3;

/**
 * A new version writes its thumbnails where the uploads are, so each of them is an upload again. Its old SDK passes
 * no trace header on, so AWS's own loop detection sees nothing. Uploads by customers go on all the time.
 */
export function writeLoop(stage: Stage): AttackEpisode {
  const beginMs = drawMinute(stage, "loop is deployed", stage.startOfDayMs + EARLIEST_MS, 30);
  const endMs = drawMinute(stage, "loop is fixed", beginMs + SHORTEST_MS, 20);
  return {
    attack: { functionName: TARGET, cause: "write-loop", trigger: "s3", beginMs, endMs },
    changes: [
      { kind: "deploy", functionName: TARGET, atMs: beginMs, durationFactor: 1 },
      {
        kind: "self-feeding",
        functionName: TARGET,
        atMs: beginMs,
        trigger: 0,
        eventsPerRun: OUTPUTS_PER_RUN,
        propagatesTrace: false,
      },
      { kind: "fix", functionName: TARGET, atMs: endMs },
    ],
  };
}
