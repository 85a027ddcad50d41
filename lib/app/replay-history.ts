import { type BacktestInput, backtest } from "../backtest/backtest.ts";
import type { Backtest } from "../backtest/report.ts";
import { lambdaPrices } from "../pricing/prices.ts";

/**
 * Replays recorded functions at the prices of the catalogue's region; would-be brakes are probed and let go by the rule of
 * the deployed guard.
 */
export const replayHistory = (input: Omit<BacktestInput, "prices">): Backtest =>
  backtest({ ...input, prices: lambdaPrices(input.catalogue.region) });
