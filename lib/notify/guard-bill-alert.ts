import type { Alert } from "../domain/alert.ts";
import type { BillSummary, GuardBillNews } from "../domain/guard-bill-news.ts";
import { type EpochMs, toIso } from "../domain/time.ts";
import { usd } from "../domain/usd.ts";
import { commandLine, paragraph, prose, subjectLine } from "./wording.ts";

/** As many lines of the bill as say where most of it comes from. */
const SERVICES_NAMED = 3;

/** The guard's own bill: how much of the limit is spent, or that less is read for it. One alert a month each. */
export function guardBillAlert(news: GuardBillNews, nowMs: EpochMs): Alert {
  const { bill } = news;
  return {
    alertId: `guard-bill-${toIso(nowMs).slice(0, 7)}-${news.kind === "step" ? news.percent : "sparser"}`,
    createdAtMs: nowMs,
    functionName: "the guard itself",
    severity: severityOf(news),
    subject: subjectLine(`[Overcurrent] THE GUARD'S OWN BILL: ${headline(news)}`),
    text: [
      prose(
        `The guard has cost ${usd(bill.billedUsd)} so far this month; its limit is ${usd(bill.limitUsd)}. At the present pace the month will cost ${usd(bill.expectedUsd)}.`,
      ),
      "",
      paragraph("FOR", dearest(bill)),
      paragraph("READING", readingWords(news)),
      paragraph(
        "DO",
        "Nothing, if that is enough. To have more read, raise guardBill.limitUsdPerMonth in overcurrent.yml and deploy again. What must be read every minute whatever it costs belongs into watchList.",
      ),
      "",
      commandLine("overcurrent status", "the bill by service and by function of the guard"),
    ].join("\n"),
  };
}

function severityOf(news: GuardBillNews): Alert["severity"] {
  if (news.kind === "step" && news.percent === 100) return "critical";
  return news.kind === "step" && news.percent === 50 ? "info" : "warning";
}

const headline = (news: GuardBillNews): string =>
  news.kind === "step"
    ? `${news.percent} % of its ${usd(news.bill.limitUsd)} are spent`
    : `its limit of ${usd(news.bill.limitUsd)} makes reading sparser`;

const dearest = ({ services }: BillSummary): string =>
  services
    .slice(0, SERVICES_NAMED)
    .map(({ item, billedUsd }) => `${item} ${usd(billedUsd)}`)
    .join(", ");

/** What is read how much less often: never silently. */
function readingWords(news: GuardBillNews): string {
  if (news.kind === "step" && news.percent === 100)
    return "Until the month ends functions are read through CloudWatch's free requests alone, each in its turn. The account's total is still read every minute: what is large against it is seen as soon as ever, what is small may be seen hours later.";
  if (news.sparser !== undefined) return news.sparser;
  return "All that is worth its price is still read. If the pace is too high for the limit, reading gets sparser before the limit is reached, where that hurts least, and you are told.";
}
