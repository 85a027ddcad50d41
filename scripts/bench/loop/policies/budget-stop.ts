import { DAY_MS, type EpochMs, HOUR_MS } from "../../../../lib/domain/time.ts";
import { randomStream } from "../../../../lib/sim/random.ts";
import type { BeginGuarding } from "../guardian.ts";
import type { HourlyBill } from "../hourly-bill.ts";
import { namesOf } from "../story.ts";
import { stopFunction } from "./stop-function.ts";

/** AWS: budget data is updated up to three times a day, typically 8 to 12 hours after the previous update. */
const SHORTEST_DELAY_MS = 8 * HOUR_MS;
const LONGEST_DELAY_MS = 12 * HOUR_MS;
/** A budget is set a little above the dearest day. */
const HEADROOM = 1.2;

/**
 * A daily budget over the account with an action that needs nobody: once the bill of the last 24 hours, seen 8 to 12 hours late,
 * is above it, the function whose bill has risen most is set to concurrency 0. Fair to it: the bill is exact and by
 * the hour, the day rolls instead of beginning at midnight, the budget stands only 20 % above the dearest day, and of all
 * functions it finds the one that rose most, where kill-switch scripts stop everything. A budget's action runs
 * once in its period, so it stops one function and restores none.
 */
export const budgetStop: BeginGuarding = async ({ scenario, clock, control, bill, learned }) => {
  const { account, startMs } = scenario;
  const functionNames = namesOf(scenario);
  const delayMs =
    SHORTEST_DELAY_MS +
    (LONGEST_DELAY_MS - SHORTEST_DELAY_MS) * randomStream(account.seed, `bill ${scenario.name}`).uniform();
  const totalUsd = (of: HourlyBill, untilMs: EpochMs) =>
    functionNames.reduce((sum, name) => sum + of.functionUsd(name, untilMs - DAY_MS, untilMs), 0);
  const days = Array.from({ length: Math.floor((startMs - account.startMs) / DAY_MS) }, (_, day) =>
    totalUsd(learned.bill, startMs - day * DAY_MS),
  );
  const budgetUsd = HEADROOM * Math.max(...days);
  const usualUsd = (functionName: string) =>
    learned.bill.functionUsd(functionName, account.startMs, startMs) / Math.max(1, days.length);

  const told = new Set<string>();
  let isDone = false;
  return {
    async tick() {
      if (isDone) return told;
      const billedUntilMs = Math.floor((clock() - delayMs) / HOUR_MS) * HOUR_MS;
      if (totalUsd(bill, billedUntilMs) <= budgetUsd) return told;
      const riseUsd = (functionName: string) =>
        bill.functionUsd(functionName, billedUntilMs - DAY_MS, billedUntilMs) - usualUsd(functionName);
      const worst = functionNames.reduce((a, b) => (riseUsd(b) > riseUsd(a) ? b : a));
      told.add(worst);
      isDone = await stopFunction(control, worst);
      return told;
    },
  };
};
