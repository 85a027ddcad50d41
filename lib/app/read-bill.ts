import { CloudCallError } from "../domain/errors.ts";
import { DAY_MS, type EpochMs, toIso } from "../domain/time.ts";
import type { BillingReader, DailyLambdaCost } from "../ports/billing.ts";
import type { Log } from "../ports/log.ts";

/** What Cost Explorer says of the last full days; `unavailable` where it is not enabled, not allowed or not asked. */
export type Billed = readonly DailyLambdaCost[] | "unavailable";

const BILLED_DAYS = 3;

/** Cost Explorer confirms the estimate, a day late; it is often not enabled, and nothing depends on it. */
export async function readBill(
  { billing, log }: { readonly billing?: BillingReader; readonly log: Log },
  nowMs: EpochMs,
): Promise<Billed> {
  if (billing === undefined) return "unavailable";
  const day = (atMs: EpochMs): string => toIso(atMs).slice(0, 10);
  try {
    return await billing.readDailyLambdaCost(day(nowMs - BILLED_DAYS * DAY_MS), day(nowMs));
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    log.warn("Cost Explorer gives no answer", { reason: error.reason });
    return "unavailable";
  }
}
