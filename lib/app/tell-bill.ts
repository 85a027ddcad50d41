import type { GuardBillNews } from "../domain/guard-bill-news.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import type { EpochMs } from "../domain/time.ts";
import type { GuardAlertWriter } from "../ports/guard-alert-writer.ts";
import type { GuardMetrics } from "../ports/guard-metrics.ts";
import type { AlertOutbox, UsageStore } from "../ports/stores.ts";
import { billStep } from "../pricing/bill-steps.ts";
import { billReport } from "./bill-report.ts";

export type TellBillDeps = {
  readonly usage: UsageStore;
  readonly policy: Pick<GuardPolicy, "guardBill">;
  readonly guardMetrics: GuardMetrics;
  readonly guardAlerts: GuardAlertWriter;
  readonly outbox: AlertOutbox;
};

/**
 * Publishes what the guard has cost this month, and tells its owner when half, four fifths and all of the limit are spent and
 * when reading gets sparser for it. The outbox tells each once a month; asking it again each minute costs one read.
 *
 * @param sparser how much less is read than would be worth its price; absent: all of that is read
 * @throws {CloudCallError} when the table does not answer
 */
export async function tellBill(
  { usage, policy, guardMetrics, guardAlerts, outbox }: TellBillDeps,
  sparser: string | undefined,
  nowMs: EpochMs,
): Promise<void> {
  const bill = billReport(await usage.ofMonth(nowMs), policy.guardBill, nowMs);
  guardMetrics.put({ BillUsd: bill.billedUsd });
  const percent = billStep(bill.billedUsd, bill.limitUsd);
  const news: GuardBillNews[] = [
    ...(percent === undefined
      ? []
      : [{ kind: "step" as const, percent, bill, ...(sparser !== undefined && { sparser }) }]),
    ...(sparser === undefined ? [] : [{ kind: "sparser" as const, sparser, bill }]),
  ];
  for (const one of news) await outbox.put(guardAlerts.aboutGuardBill(one, nowMs));
}
