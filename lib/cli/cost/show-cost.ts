import type { Colors } from "picocolors/types";
import type { CostEstimate } from "../../app/cost-estimate.ts";
import { usd } from "../../domain/usd.ts";
import { counted, whole } from "../../report/numbers.ts";
import { plainTable } from "../table.ts";

/** Less a month is not worth a line. */
const LEAST_USD = 0.005;
/** Below this the limit takes nothing away that anybody would notice. */
const NOTICEABLY_MORE = 1.1;
/** A minute. */
const LEAST_READS = 0.1;
const MINUTES_PER_HOUR = 60;

/** The estimate for a person: what it costs, by service and by function of the guard, and what that buys. */
export function showCost(estimate: CostEstimate, colors: Colors): string {
  return [
    colors.bold(headline(estimate)),
    billTable(estimate, colors),
    `${colors.bold("What it buys")}\n${whatItBuys(estimate).join("\n")}`,
    ...warnings(estimate).map((warning) => colors.yellow(warning)),
    `For comparison: one metric of every function each minute would cost ${usd(estimate.naiveUsd)} a month.`,
  ].join("\n\n");
}

function headline({ estate: { functions, targets }, bill, limitUsd }: CostEstimate): string {
  const where = targets === 1 ? "" : ` in ${targets} accounts and regions`;
  return `A guard of ${counted(functions, "function")}${where} would cost about ${usd(bill.billedUsd)} a month, limit ${usd(limitUsd)}.`;
}

function billTable({ bill }: CostEstimate, colors: Colors): string {
  const services = bill.lines
    .filter(({ billedUsd, listUsd }) => billedUsd >= LEAST_USD || listUsd >= LEAST_USD)
    .sort((a, b) => b.billedUsd - a.billedUsd)
    .map(({ item, unit, quantity, billedUsd, listUsd }) => [
      item,
      billedUsd === 0 && listUsd > 0 ? "free" : usd(billedUsd),
      `${whole(quantity)} ${unit}`,
    ]);
  const parts = bill.parts
    .filter(({ billedUsd }) => billedUsd >= LEAST_USD)
    .map(({ part, billedUsd }) => `${part} ${usd(billedUsd)}`);
  return `${plainTable(["SERVICE", "A MONTH", "FOR"], services, colors)}\nBy function of the guard: ${parts.join(", ")}.`;
}

function whatItBuys({ estate, reading, forSuspicionsUsd }: CostEstimate): string[] {
  const total = "  Each minute the account's total, and what is under suspicion or on the watch list.";
  if (reading.readsPerMinute < LEAST_READS) return [total, "  No other function is read by itself."];
  const free =
    reading.freeReadsPerMinute >= reading.readsPerMinute ? "all" : reading.freeReadsPerMinute.toFixed(1);
  return [
    total,
    `  ${reading.readsPerMinute.toFixed(1)} reads of functions a minute, ${free} of them free:`,
    `  ${whole(reading.eachMinute)} of ${whole(estate.functions)} every minute, half of them within ${time(reading.medianMinutes)}, all within ${time(reading.longestMinutes)}.`,
    `  ${usd(forSuspicionsUsd)} a month are kept for finding out who is behind a rise of the total.`,
  ];
}

const time = (minutes: number): string =>
  minutes < 2 * MINUTES_PER_HOUR
    ? counted(Math.ceil(minutes), "minute")
    : counted(Math.ceil(minutes / MINUTES_PER_HOUR), "hour");

function warnings({ bill, limitUsd, reading, forSuspicionsUsd }: CostEstimate): string[] {
  if (forSuspicionsUsd === 0)
    return [
      `What runs anyway costs ${usd(bill.billedUsd)}, which leaves nothing of the limit for reading: only free requests are used. Raise guardBill.limitUsdPerMonth.`,
    ];
  return reading.worthwhileReadsPerMinute > NOTICEABLY_MORE * reading.readsPerMinute
    ? [
        `${reading.worthwhileReadsPerMinute.toFixed(1)} reads a minute would be worth their price: ${usd(limitUsd)} makes reading sparser, where that hurts least.`,
      ]
    : [];
}
