import { CloudCallError } from "../domain/errors.ts";
import type { Clock } from "../domain/time.ts";
import type { Log } from "../ports/log.ts";
import type { AlertSender } from "../ports/messaging.ts";
import type { AlertOutbox } from "../ports/stores.ts";

export type TellDeps = {
  readonly clock: Clock;
  readonly outbox: AlertOutbox;
  readonly sender: AlertSender;
  readonly log: Log;
};

export type TellReport = { readonly sent: number; readonly waiting: number };

/**
 * Sends what waits in the outbox, oldest first. At least once: a crash between sending and marking sends that one
 * alert again, which is better than never. One alert that cannot be sent does not hold up the others; it waits for
 * the next round, which every tick starts while alerts wait.
 */
export async function tell(deps: TellDeps): Promise<TellReport> {
  const unsent = [...(await deps.outbox.listUnsent())].sort((a, b) => a.createdAtMs - b.createdAtMs);
  let sent = 0;
  for (const alert of unsent) {
    try {
      await deps.sender.send(alert);
    } catch (error) {
      if (!(error instanceof CloudCallError)) throw error;
      deps.log.error("alert could not be sent", { alertId: alert.alertId, reason: error.reason });
      continue;
    }
    await deps.outbox.markSent(alert.alertId, deps.clock());
    sent += 1;
  }
  if (unsent.length > 0) deps.log.info("outbox emptied", { sent, waiting: unsent.length - sent });
  return { sent, waiting: unsent.length - sent };
}
