import { CloudCallError } from "../domain/errors.ts";
import { type Clock, SECOND_MS } from "../domain/time.ts";
import type { Log } from "../ports/log.ts";
import type { AlertSender } from "../ports/messaging.ts";
import type { AlertOutbox, LeaseStore } from "../ports/stores.ts";

export type TellDeps = {
  readonly clock: Clock;
  readonly outbox: AlertOutbox;
  readonly leases: LeaseStore;
  readonly sender: AlertSender;
  /** A name that no other run has. */
  readonly newLeaseHolder: () => string;
  readonly log: Log;
};

export type TellReport = { readonly sent: number; readonly waiting: number };

/** Whoever holds it empties the outbox; no function can have this name. */
const OUTBOX = "#outbox";
const LEASE_MS = 45 * SECOND_MS;

/**
 * Sends what waits in the outbox, oldest first, and looks again until nothing new has come. The bell is often rung
 * twice within a second; the second run leaves it to the first, or everybody would get each mail twice.
 *
 * At least once: a crash between sending and marking sends that one alert again, which is better than never. One alert
 * that cannot be sent does not hold up the others; it waits for the next round, which every tick starts while alerts wait.
 */
export async function tell(deps: TellDeps): Promise<TellReport> {
  const holder = deps.newLeaseHolder();
  const nowMs = deps.clock();
  const lease = await deps.leases.take(OUTBOX, holder, nowMs + LEASE_MS, nowMs);
  if (!lease.ok) return { sent: 0, waiting: (await deps.outbox.listUnsent()).length };
  let sent = 0;
  let round: TellReport;
  do {
    round = await sendWaiting(deps);
    sent += round.sent;
  } while (round.sent > 0);
  await deps.leases.release(OUTBOX, holder);
  if (sent + round.waiting > 0) deps.log.info("outbox emptied", { sent, waiting: round.waiting });
  return { sent, waiting: round.waiting };
}

async function sendWaiting(deps: TellDeps): Promise<TellReport> {
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
  return { sent, waiting: unsent.length - sent };
}
