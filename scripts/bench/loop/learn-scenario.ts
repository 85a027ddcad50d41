import { learn } from "../../../lib/app/learn.ts";
import type { Baseline } from "../../../lib/domain/baseline.ts";
import type { Window } from "../../../lib/domain/observation.ts";
import { HOUR_MS } from "../../../lib/domain/time.ts";
import { plainTextAlerts } from "../../../lib/notify/plain-text-alerts.ts";
import { parsePolicy } from "../../../lib/policy/parse-policy.ts";
import { simulatedAccount } from "../../../lib/sim/account.ts";
import { memoryStores } from "../../../lib/sim/memory/memory-stores.ts";
import { simulatedBilling } from "../../../lib/sim/ports/billing-reader.ts";
import { simulatedDirectory } from "../../../lib/sim/ports/function-directory.ts";
import { simulatedMetrics } from "../../../lib/sim/ports/metric-reader.ts";
import { learningRange } from "../../../lib/watch/window.ts";
import { SILENT_LOG } from "../detect/simulated/silent-log.ts";
import { billMeter, type HourlyBill } from "./hourly-bill.ts";
import { ALARMED_MEASUREMENTS } from "./policies/alarm-limits.ts";
import type { LoopScenario } from "./scenario.ts";

/** What the two weeks before a scenario have taught whoever guards it. */
export type LearnedScenario = {
  readonly baselines: readonly Baseline[];
  /** One window of minutes per function, as CloudWatch shows them when the scenario begins. */
  readonly history: readonly Window[];
  readonly bill: HourlyBill;
};

/** Plays the two weeks once, for all policies: with the guard's own nightly job at their end. */
export async function learnScenario({
  account: spec,
  changes,
  startMs,
  policyText,
}: LoopScenario): Promise<LearnedScenario> {
  const account = simulatedAccount(spec);
  account.schedule(changes);
  const functionNames = spec.functions.map(({ functionName }) => functionName);
  const bill = billMeter(functionNames, account.costUsd);
  for (let hourMs = Math.ceil(spec.startMs / HOUR_MS) * HOUR_MS; hourMs <= startMs; hourMs += HOUR_MS) {
    account.advanceTo(hourMs);
    bill.closeHour(hourMs);
  }
  account.advanceTo(startMs);

  const metrics = simulatedMetrics(account);
  const stores = memoryStores();
  await stores.catalogue.save(await simulatedDirectory(account).takeInventory());
  await learn({
    ...stores,
    clock: account.nowMs,
    log: SILENT_LOG,
    policy: parsePolicy(policyText, "policy of the scenario"),
    ownNamePrefix: OWN_NAME_PREFIX,
    alerts: plainTextAlerts,
    metrics,
    billing: simulatedBilling(account),
  });
  const { windows } = await metrics.readWindows(
    functionNames.map((functionName) => ({ functionName, measurements: ALARMED_MEASUREMENTS })),
    learningRange(startMs, 60),
  );
  return { baselines: await stores.baselines.load(), history: windows, bill };
}

/** The guard's own functions stand outside the simulated account. */
export const OWN_NAME_PREFIX = "overcurrent-guard-";
