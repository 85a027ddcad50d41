import {
  type History,
  type HistoryDeps,
  type HistoryPlan,
  planHistory,
  readHistory,
} from "../../app/read-history.ts";
import { toIso } from "../../domain/time.ts";
import { usd } from "../../domain/usd.ts";
import { counted } from "../../report/numbers.ts";
import { CommandError } from "../command-error.ts";
import type { CliIo } from "../io.ts";
import type { BacktestOptions } from "./options.ts";
import type { BacktestSource } from "./source.ts";

/**
 * Reads the account's history after having said what that costs and been told to.
 * @throws {CommandError} when there is nothing to read
 * @throws {CloudCallError} when the account could not be asked
 */
export async function readAccount(
  options: BacktestOptions,
  io: CliIo,
): Promise<BacktestSource | "not-confirmed"> {
  io.stderr("Taking the inventory, at ten questions a second.");
  const deps = await io.openHistory(options.region ?? io.environment.region);
  const plan = await planHistory(deps, options.function, options.until ?? deps.clock());
  const { functions, accountId, region } = plan.catalogue;
  if (functions.length === 0)
    throw new CommandError(
      "nothing-there",
      `No function in ${region} matches ${options.function}.`,
      "Check --region, --function and the account of your credentials.",
    );
  io.stderr(costLine(plan));
  if (!options.yes && !(await confirmed(io))) return "not-confirmed";

  const { recorded, unread } = await readWithProgress(deps, plan, io);
  for (const { functionName, reason } of unread) io.stderr(`${functionName} is left out: ${reason}`);
  return {
    recorded,
    catalogue: plan.catalogue,
    title: `${counted(recorded.length, "function")} of ${accountId} in ${region}`,
  };
}

const costLine = ({ catalogue, billedMetrics, usd: costUsd, range }: HistoryPlan): string =>
  `Reading ${billedMetrics} metrics of ${counted(catalogue.functions.length, "function")}, ${toIso(range.startMs)} to ${toIso(range.endMs)} by the minute, ` +
  `costs ${usd(costUsd)} (GetMetricData, list price). Nothing is changed.`;

async function confirmed(io: CliIo): Promise<boolean> {
  if (!io.isTTY) {
    io.stderr("Nothing was read: add --yes to do it.");
    return false;
  }
  if (/^y(es)?$/i.test((await io.askLine("Read it? [y/N] ")).trim())) return true;
  io.stderr("Nothing was read.");
  return false;
}

async function readWithProgress(deps: HistoryDeps, plan: HistoryPlan, io: CliIo): Promise<History> {
  const progress = io.showProgress("reading");
  try {
    return await readHistory(deps, plan, progress.update);
  } finally {
    progress.stop();
  }
}
