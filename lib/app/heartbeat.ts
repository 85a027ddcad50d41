import { CloudCallError } from "../domain/errors.ts";
import type { GuardPart } from "../domain/guard-usage.ts";
import type { Clock } from "../domain/time.ts";
import type { HeartbeatStore } from "../ports/heartbeats.ts";
import type { Log } from "../ports/log.ts";

export type HeartbeatDeps = {
  readonly clock: Clock;
  readonly heartbeats: HeartbeatStore;
  readonly log: Log;
};

/**
 * Runs a part of the guard and notes that it came to a good end. A run that throws leaves no heartbeat; a heartbeat that cannot
 * be written does not undo the run, and its absence is noticed.
 * @param isGood whether the report is that of a good run; by default every run that did not throw is one
 */
export async function withHeartbeat<Report>(
  { clock, heartbeats, log }: HeartbeatDeps,
  part: GuardPart,
  run: () => Promise<Report>,
  isGood: (report: Report) => boolean = () => true,
): Promise<Report> {
  const report = await run();
  try {
    if (isGood(report)) await heartbeats.beat(part, clock());
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    log.warn("the heartbeat could not be written", { part, reason: error.reason });
  }
  return report;
}
