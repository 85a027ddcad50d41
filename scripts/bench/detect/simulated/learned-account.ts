import { learn } from "../../../../lib/app/learn.ts";
import type { Baseline } from "../../../../lib/domain/baseline.ts";
import type { Window } from "../../../../lib/domain/observation.ts";
import { plainTextAlerts } from "../../../../lib/notify/plain-text-alerts.ts";
import { parsePolicy } from "../../../../lib/policy/parse-policy.ts";
import { simulatedAccount } from "../../../../lib/sim/account.ts";
import type { Stage } from "../../../../lib/sim/day/episode.ts";
import { memoryStores } from "../../../../lib/sim/memory/memory-stores.ts";
import { simulatedDirectory } from "../../../../lib/sim/ports/function-directory.ts";
import { simulatedMetrics } from "../../../../lib/sim/ports/metric-reader.ts";
import { learningRange } from "../../../../lib/watch/window.ts";
import { type AlarmLimits, bandLimits, staticLimits } from "./alarm-limits.ts";
import { ALARM_MEASUREMENTS } from "./alarm-series.ts";
import { SILENT_LOG } from "./silent-log.ts";

/** What two weeks of an account have taught those who watch it. */
export type LearnedAccount = {
  readonly baselines: readonly Baseline[];
  readonly staticLimits: ReadonlyMap<string, AlarmLimits>;
  readonly bandLimits: ReadonlyMap<string, AlarmLimits>;
};

/** Plays the two weeks before the day and learns from what CloudWatch then shows: the guard with its own nightly job. */
export async function learnAccount({ account: spec, startOfDayMs }: Stage): Promise<LearnedAccount> {
  const account = simulatedAccount(spec);
  account.advanceTo(startOfDayMs);
  const metrics = simulatedMetrics(account);
  const stores = memoryStores();
  await stores.catalogue.save(await simulatedDirectory(account).takeInventory());
  const deps = {
    ...stores,
    clock: account.nowMs,
    log: SILENT_LOG,
    policy: parsePolicy("", "defaults"),
    ownNamePrefix: "",
    alerts: plainTextAlerts,
    metrics,
    billing: { readDailyLambdaCost: async () => [] },
  };
  await learn(deps);
  const { windows } = await metrics.readWindows(
    spec.functions.map(({ functionName }) => ({ functionName, measurements: ALARM_MEASUREMENTS })),
    learningRange(startOfDayMs, 60),
  );
  const limitsBy = (limitsOf: (history: Window) => AlarmLimits) =>
    new Map(windows.map((history) => [history.functionName ?? "", limitsOf(history)]));
  return {
    baselines: await stores.baselines.load(),
    staticLimits: limitsBy(staticLimits),
    bandLimits: limitsBy(bandLimits),
  };
}
