import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../lib/domain/time.ts";
import { simulatedAccount } from "../../../lib/sim/account.ts";
import { simulatedControl } from "../../../lib/sim/ports/function-control.ts";
import { simulatedDirectory } from "../../../lib/sim/ports/function-directory.ts";
import { simulatedMetrics } from "../../../lib/sim/ports/metric-reader.ts";
import type { BeginGuarding } from "./guardian.ts";
import { billMeter } from "./hourly-bill.ts";
import type { LearnedScenario } from "./learn-scenario.ts";
import { gatedControl, gatedDirectory, gatedMetrics, outageGate } from "./outages.ts";
import type { LoopScenario } from "./scenario.ts";
import { namesOf, type Story, storyTeller } from "./story.ts";

/** The longest look of a tick goes back nine hours; CloudWatch has them when the first minute is judged. */
const WORLD_BEFORE_MS = 12 * HOUR_MS;
/** EventBridge runs its schedules some seconds into the minute. */
const SCHEDULE_OFFSET_MS = 5 * SECOND_MS;

/**
 * Plays one scenario in a world of its own under one policy, minute by minute. Worlds of one scenario draw the same traffic,
 * whatever is done to their functions.
 */
export async function playScenario(
  scenario: LoopScenario,
  learned: LearnedScenario,
  begin: BeginGuarding,
): Promise<Story> {
  const { account: spec, startMs, endMs } = scenario;
  const account = simulatedAccount({ ...spec, startMs: startMs - WORLD_BEFORE_MS });
  account.schedule(scenario.changes);
  account.advanceTo(startMs);
  const bill = billMeter(namesOf(scenario), account.costUsd, learned.bill);
  const controlGate = outageGate(scenario.outages, "control-plane", account.nowMs);
  const metricsGate = outageGate(scenario.outages, "metrics", account.nowMs);
  const guardian = await begin({
    scenario,
    learned,
    bill,
    clock: account.nowMs,
    metrics: gatedMetrics(simulatedMetrics(account), metricsGate),
    control: gatedControl(simulatedControl(account), controlGate),
    directory: gatedDirectory(simulatedDirectory(account), controlGate),
  });

  const teller = storyTeller(scenario, account);
  for (let minuteMs = startMs; minuteMs < endMs; minuteMs += MINUTE_MS) {
    account.advanceTo(minuteMs + SCHEDULE_OFFSET_MS);
    if (minuteMs % HOUR_MS === 0 && minuteMs > startMs) bill.closeHour(minuteMs);
    teller.note(minuteMs, await guardian.tick());
  }
  account.advanceTo(endMs);
  return teller.finish();
}
