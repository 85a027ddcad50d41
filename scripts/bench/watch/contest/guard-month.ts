import { addUsage, type GuardUsage, NO_USAGE } from "../../../../lib/domain/guard-usage.ts";
import { type GuardBill, guardBill, timesUsage } from "../../../../lib/pricing/guard-bill.ts";
import type { ContestOutcome } from "./contest-task.ts";
import { FREE_REQUESTS, MONTH_MINUTES, usageBesideTicks } from "./fixed-usage.ts";

/** Two hours of being attacked, four times a month: for the guard's own bill and for what is left unseen. */
export const ATTACKS_A_MONTH = 4;
const ATTACKED_MINUTES = ATTACKS_A_MONTH * 120;

const SECONDS_PER_REQUEST = 0.06;
const REQUESTS_AT_ONCE = 4;
/** A function of 512 MB has 0.29 of a processor. */
const LAMBDA_CPU_SHARE = 0.29;
const GUARD_GB = 0.5;

/** The guard's month: quiet but for some hours, everything that it consumes. */
export function guardMonth({ task, quiet, attacks }: ContestOutcome): GuardBill {
  const attacked = attacks.reduce((total, { guardUsage }) => addUsage(total, guardUsage), NO_USAGE);
  const attackedMinutes = attacks.reduce((minutes, { guardMinutes }) => minutes + guardMinutes, 0);
  const { watch = NO_USAGE, ...others } = usageBesideTicks(
    task.functions,
    task.limitUsdPerMonth,
    MONTH_MINUTES,
  );
  const runSeconds =
    quiet.secondsPerTick.mean / LAMBDA_CPU_SHARE +
    (SECONDS_PER_REQUEST * quiet.requestsPerTick.mean) / REQUESTS_AT_ONCE;
  const lambdaGbSeconds = Math.max(watch.lambdaGbSeconds, runSeconds * GUARD_GB * MONTH_MINUTES);
  const ticks = [
    { ...watch, lambdaGbSeconds },
    times(quiet.guardUsage, (MONTH_MINUTES - ATTACKED_MINUTES) / quiet.minutes),
    attackedMinutes === 0 ? NO_USAGE : times(attacked, ATTACKED_MINUTES / attackedMinutes),
  ].reduce(addUsage, NO_USAGE);
  return guardBill({ ...others, watch: ticks }, FREE_REQUESTS);
}

const times = (usage: GuardUsage, factor: number): GuardUsage =>
  timesUsage({ watch: usage }, factor).watch ?? NO_USAGE;
