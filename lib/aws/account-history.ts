import type { Clock } from "../domain/time.ts";
import type { FunctionDirectory } from "../ports/function-directory.ts";
import type { MetricReader } from "../ports/metrics.ts";
import { cloudWatchClient, directoryClients } from "./clients.ts";
import { evenPace } from "./control-plane-pace.ts";
import { permissions as directoryPermissions, lambdaFunctionDirectory } from "./function-directory.ts";
import { permissions as dataPermissions } from "./metric-data.ts";
import { cloudWatchMetrics } from "./metrics.ts";

export const permissions = [...directoryPermissions, ...dataPermissions] as const;

/** Leaves a third of the control plane's 15 requests per second to everybody else. */
const INVENTORY_REQUESTS_PER_SECOND = 10;

/** What a backtest reads of an account, with the operator's own credentials. Nothing in it can change anything. */
export function accountHistory(
  region: string | undefined,
  clock: Clock,
): { readonly directory: FunctionDirectory; readonly metrics: MetricReader } {
  const at = region === undefined ? {} : { region };
  const pace = evenPace(INVENTORY_REQUESTS_PER_SECOND, () => performance.now());
  return {
    directory: lambdaFunctionDirectory(directoryClients(at), { clock, pace }),
    metrics: cloudWatchMetrics(cloudWatchClient(at), clock),
  };
}
