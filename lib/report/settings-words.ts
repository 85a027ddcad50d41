import type { BacktestTotals, Recommendation } from "../backtest/report.ts";
import { counted } from "./numbers.ts";

/** What the recommended settings would have changed in this very history. */
export function settingsOutcome(
  { isChange, alarms, trips, policy }: Recommendation,
  totals: BacktestTotals,
): string {
  const mode =
    policy.mode === "observe"
      ? " They observe only: set mode to enforce once every stop shown here is one that you want."
      : "";
  if (!isChange) return `They are the settings that were replayed.${mode}`;
  return (
    `With them this history would have brought ${counted(alarms, "alarm")} and ${counted(trips, "stop")}; with those that were ` +
    `replayed, ${counted(totals.alarms, "alarm")} and ${counted(totals.trips, "stop")}. Rules go before your own: the first that matches decides.${mode}`
  );
}
