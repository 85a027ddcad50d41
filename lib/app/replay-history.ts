import { type BacktestInput, backtest } from "../backtest/backtest.ts";
import type { Backtest } from "../backtest/report.ts";
import { nextStep } from "./probe.ts";

/** Replays recorded functions; would-be brakes are probed and let go by the rule of the deployed guard. */
export const replayHistory = (input: Omit<BacktestInput, "nextStep">): Backtest =>
  backtest({ ...input, nextStep });
