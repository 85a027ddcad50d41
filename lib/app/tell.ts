import { CloudCallError } from "../domain/errors.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { type Clock, SECOND_MS } from "../domain/time.ts";
import { usd } from "../domain/usd.ts";
import type { Log } from "../ports/log.ts";
import type { AlertSender } from "../ports/messaging.ts";
import type { AlertOutbox, LeaseStore, UsageStore } from "../ports/stores.ts";
import { guardBill } from "../pricing/guard-bill.ts";

export type TellDeps = {
  readonly clock: Clock;
  readonly outbox: AlertOutbox;
  readonly leases: LeaseStore;
  readonly sender: AlertSender;
  readonly usage: UsageStore;
  readonly policy: Pick<GuardPolicy, "guardBill">;
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
  if (unsent.length === 0) return { sent: 0, waiting: 0 };
  const footer = await billFooter(deps);
  let sent = 0;
  for (const alert of unsent) {
    try {
      await deps.sender.send({ ...alert, text: alert.text + footer });
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

/** What the guard itself costs stands under every alert; one that has to go out does not wait for it. */
async function billFooter({ usage, policy, clock, log }: TellDeps): Promise<string> {
  try {
    const { limitUsdPerMonth, freeCloudWatchRequests } = policy.guardBill;
    const { billedUsd } = guardBill(await usage.ofMonth(clock()), freeCloudWatchRequests);
    return `\n\nThe guard has cost ${usd(billedUsd)} so far this month, limit ${usd(limitUsdPerMonth)}.`;
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    log.warn("the guard's own bill could not be read", { reason: error.reason });
    return "";
  }
}
