import type { Alert } from "../domain/alert.ts";
import type { GuardBillNews } from "../domain/guard-bill-news.ts";
import type { GuardNews } from "../domain/guard-health.ts";
import type { EpochMs } from "../domain/time.ts";

/**
 * Puts into words what keeps the guard itself from guarding. The same news gets the same `alertId` within an hour, so that
 * nobody hears more often of a trouble that comes and goes. A target that cannot be read has the id of the alert that its own
 * watch writes when it is blind: one of them is told.
 */
export type GuardAlertWriter = {
  aboutGuard(news: GuardNews, nowMs: EpochMs): Alert;
  /** What the guard itself costs. One alert a month for each step of the limit, and one when it makes reading sparser. */
  aboutGuardBill(news: GuardBillNews, nowMs: EpochMs): Alert;
};
