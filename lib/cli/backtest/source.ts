import type { BacktestInput } from "../../backtest/backtest.ts";

/** What is replayed, wherever it was read from. */
export type BacktestSource = Pick<BacktestInput, "recorded" | "catalogue"> & {
  /** What was read, for people: `tweets_AAPL.csv`, `40 functions of 123456789012 in eu-west-1`. */
  readonly title: string;
};
