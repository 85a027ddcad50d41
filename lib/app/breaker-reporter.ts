import type { BreakerNews } from "../domain/breaker-news.ts";
import { CloudCallError } from "../domain/errors.ts";
import type { Clock } from "../domain/time.ts";
import type { AlertWriter } from "../ports/alert-writer.ts";
import type { Log } from "../ports/log.ts";
import type { Bell } from "../ports/messaging.ts";
import type { AlertOutbox } from "../ports/stores.ts";

export type ReporterDeps = {
  readonly clock: Clock;
  readonly outbox: AlertOutbox;
  readonly alerts: AlertWriter;
  readonly bell: Bell;
  readonly log: Log;
};

/** Puts news of a breaker into the outbox and wakes whoever empties it. Telling the same news again changes nothing. */
export const breakerReporter =
  (deps: ReporterDeps) =>
  async (news: BreakerNews): Promise<void> => {
    await deps.outbox.put(deps.alerts.aboutBreaker(news, deps.clock()));
    await ringBell(deps);
  };

/** A bell that cannot be rung delays what it stands for until the next tick, so it must not undo what has been done. */
export async function ringBell({ bell, log }: Pick<ReporterDeps, "bell" | "log">): Promise<void> {
  try {
    await bell.ring();
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    log.warn("the bell could not be rung; the next tick tries again", { reason: error.reason });
  }
}
