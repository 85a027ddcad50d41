import { CloudCallError } from "../domain/errors.ts";
import type { AskedRarely } from "../domain/guard-health.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Log } from "../ports/log.ts";

/**
 * The answer as it was remembered, or a new one when that is older than `everyMs`. Where the question fails the old answer stays
 * until the next minute asks again; absent: never answered.
 */
export async function askRarely<T>(
  remembered: AskedRarely<T> | undefined,
  everyMs: number,
  nowMs: EpochMs,
  ask: () => Promise<T | undefined>,
  log: Log,
): Promise<AskedRarely<T> | undefined> {
  if (remembered !== undefined && nowMs - remembered.askedAtMs < everyMs) return remembered;
  try {
    const answer = await ask();
    return answer === undefined ? remembered : { answer, askedAtMs: nowMs };
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    log.warn("the guard could not ask about itself", { operation: error.operation, reason: error.reason });
    return remembered;
  }
}
