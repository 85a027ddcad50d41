import type { BillReport } from "../app/bill-report.ts";
import { usd } from "../domain/usd.ts";

/** What the guard itself costs, in three or four lines. */
export function showBill({ billedUsd, expectedUsd, limitUsd, services, parts, reading }: BillReport): string {
  const list = (lines: readonly (readonly [name: string, usd: number])[]): string =>
    lines.map(([name, amount]) => `${name} ${usd(amount)}`).join(", ");
  return [
    `The guard itself has cost ${usd(billedUsd)} so far this month, limit ${usd(limitUsd)}; at this pace the month will cost ${usd(expectedUsd)}.`,
    ...(services.length === 0
      ? []
      : [
          `  by service: ${list(services.map(({ item, billedUsd }) => [item, billedUsd]))}`,
          `  by function: ${list(parts.map(({ part, billedUsd }) => [part, billedUsd]))}`,
        ]),
    `  reading: ${reading.state}; ${reading.reason}.`,
  ].join("\n");
}
