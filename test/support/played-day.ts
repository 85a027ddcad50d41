import { brakesOf } from "../../lib/domain/breaker.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../lib/domain/time.ts";
import { simulatedAccount } from "../../lib/sim/account.ts";
import { type PlayedDay, playedDay } from "../../lib/sim/day/played-day.ts";
import { simulatedControl } from "../../lib/sim/ports/function-control.ts";
import { simulatedDirectory } from "../../lib/sim/ports/function-directory.ts";
import { simulatedMetrics } from "../../lib/sim/ports/metric-reader.ts";
import type { SimulatedAccount } from "../../lib/sim/simulated-account.ts";
import { type Guard, guardOver } from "./guard.ts";

export type PlayedStory = {
  readonly day: PlayedDay;
  readonly account: SimulatedAccount;
  readonly guard: Guard;
  /** Functions that the guard limited, with the first minute in which it did. */
  readonly stoppedAtMs: ReadonlyMap<string, EpochMs>;
};

const SCHEDULE_OFFSET_MS = 5 * SECOND_MS;

/** Plays the demo's day with the ports spoken directly: no wire, no bundles, no table. */
export async function playStory(seed: number, policyText: string): Promise<PlayedStory> {
  const day = playedDay(seed);
  const account = simulatedAccount(day.account);
  account.schedule(day.changes);
  account.advanceTo(day.startOfDayMs);
  const guard = guardOver({
    clock: () => account.nowMs(),
    metrics: simulatedMetrics(account),
    control: simulatedControl(account),
    directory: simulatedDirectory(account),
    policyText,
  });
  await guard.takeInventory();
  await guard.learn();

  const stoppedAtMs = new Map<string, EpochMs>();
  for (let minuteMs = day.startOfDayMs; minuteMs < day.endOfDayMs; minuteMs += MINUTE_MS) {
    account.advanceTo(minuteMs + SCHEDULE_OFFSET_MS);
    if (minuteMs % HOUR_MS === 0) await guard.takeInventory();
    await guard.tick();
    for (const { functionName, state } of await guard.stores.breakers.listActive())
      if (brakesOf(state).length > 0 && !stoppedAtMs.has(functionName))
        stoppedAtMs.set(functionName, account.nowMs());
  }
  account.advanceTo(day.endOfDayMs);
  return { day, account, guard, stoppedAtMs };
}
