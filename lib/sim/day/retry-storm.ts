import { HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import { type AttackEpisode, drawMinute, type Stage } from "./episode.ts";

const TARGET = "shipment-sync";
const EARLIEST_MS = 10 * HOUR_MS + 5 * MINUTE_MS;
/** Longer than a first probe waits, so that the guard meets a cause that is still there. */
const SHORTEST_MS = 55 * MINUTE_MS;

/**
 * The carrier's interface stops answering: each run waits for it and fails. The queue has no dead-letter queue, so
 * every message comes back after 30 s and the runs pile up, until the carrier is well again.
 */
export function retryStorm(stage: Stage): AttackEpisode {
  const beginMs = drawMinute(stage, "carrier fails", stage.startOfDayMs + EARLIEST_MS, 30);
  const endMs = drawMinute(stage, "carrier recovers", beginMs + SHORTEST_MS, 20);
  return {
    attack: { functionName: TARGET, cause: "retry-storm", trigger: "sqs", beginMs, endMs },
    changes: [
      {
        kind: "downstream-failure",
        functionName: TARGET,
        atMs: beginMs,
        untilMs: endMs,
        errorRatio: 1,
        duration: { medianMs: 17_000, p95Ms: 20_000 },
      },
    ],
  };
}
