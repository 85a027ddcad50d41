import type { GuardPolicy, PolicyRule } from "../domain/guard-policy.ts";
import { usd } from "../domain/usd.ts";
import { matches } from "../policy/matches.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { amountFrom } from "./amounts.ts";
import { bearableAlarms, isUnconfirmed, quietAmount } from "./noise.ts";
import { policyYaml } from "./policy-yaml.ts";
import { judgedDays, type PreparedFunction } from "./prepared-function.ts";
import { isAlarm, isTrip, type ReplayedIncident } from "./replayed-incident.ts";
import type { Recommendation } from "./report.ts";

export type RecommendInput = {
  readonly functions: readonly PreparedFunction[];
  readonly policy: GuardPolicy;
  /** What all functions together cost in an ordinary hour, USD. */
  readonly ordinaryUsdPerHour: number;
  /** Replays the same history under another policy. */
  readonly replayUnder: (policy: GuardPolicy) => readonly ReplayedIncident[];
};

const DEFAULTS = parsePolicy("", "the empty policy");
/** Below it even a whole night is not worth getting up for. */
const LEAST_ACT_USD = 2;
/** Told at a quarter of what is acted on, as in the defaults. */
const ACT_PER_ALERT = DEFAULTS.actAboveUsdAtRisk / DEFAULTS.alertAboveUsdAtRisk;
/** So many alarms or trips in each judged week are a habit. */
const HABIT_PER_WEEK = 1;
const LEAST_HABIT = 3;
const DAYS_PER_WEEK = 7;

/**
 * Settings for an account like the one that was recorded: amounts that fit its size, raised until the alarms that nothing
 * confirms are bearable, and rules for functions that are a case of their own. What it cannot know is which alarms were
 * right; it says so where that matters.
 */
export function recommend(input: RecommendInput): Recommendation {
  const { functions, policy, ordinaryUsdPerHour } = input;
  const reasons: string[] = [];
  const nightUsd = ordinaryUsdPerHour * policy.riskHours;
  const sized = Math.min(DEFAULTS.actAboveUsdAtRisk, Math.max(LEAST_ACT_USD, amountFrom(nightUsd)));
  if (sized < DEFAULTS.actAboveUsdAtRisk)
    reasons.push(
      `All functions together cost ${usd(nightUsd)} in ${policy.riskHours} ordinary hours, so less than the usual ${usd(DEFAULTS.actAboveUsdAtRisk)} is worth acting on.`,
    );
  const leastAlert = sized / ACT_PER_ALERT;

  const everything = input.replayUnder(withAmounts(policy, 0, sized, true));
  const cases = functions.map((prepared) => caseOf(prepared, everything, leastAlert));
  const ordinary = cases.filter(({ isNoisy, prepared }) => !isNoisy && !hasOwnAmount(policy, prepared));
  const weeks = ordinary.reduce((sum, each) => sum + each.weeks, 0);
  const unconfirmed = ordinary.flatMap((each) => each.unconfirmed);
  const alert = quietAmount(unconfirmed, bearableAlarms(weeks), leastAlert);
  if (alert > leastAlert)
    reasons.push(
      `Told from ${usd(leastAlert)} at risk on, ${countFrom(unconfirmed, leastAlert)} alarms that no second signal confirmed would come in ${weeks.toFixed(1)} function-weeks; from ${usd(alert)} on, ${countFrom(unconfirmed, alert)}.`,
    );
  const act = Math.max(sized, amountFrom(alert * (alert > leastAlert ? ACT_PER_ALERT / 2 : 1)));

  const rules = cases.flatMap((each) => rulesOf(each, policy, alert, reasons));
  const recommended = { ...withAmounts(policy, alert, act, false), rules: [...rules, ...policy.rules] };
  const isChange =
    rules.length > 0 || alert !== policy.alertAboveUsdAtRisk || act !== policy.actAboveUsdAtRisk;
  if (!isChange) reasons.push("The amounts of the policy fit what was recorded.");
  const outcome = input.replayUnder(recommended).filter(isAlarm);
  return {
    policy: recommended,
    yaml: policyYaml(recommended, rules),
    reasons,
    isChange,
    alarms: outcome.length,
    trips: outcome.filter(isTrip).length,
  };
}

const withAmounts = (
  policy: GuardPolicy,
  alertAboveUsdAtRisk: number,
  actAboveUsdAtRisk: number,
  alsoInRules: boolean,
): GuardPolicy => ({
  ...policy,
  alertAboveUsdAtRisk,
  actAboveUsdAtRisk,
  rules: alsoInRules ? policy.rules.map((rule) => ({ ...rule, alertAboveUsdAtRisk })) : policy.rules,
});

type Case = {
  readonly prepared: PreparedFunction;
  readonly weeks: number;
  readonly unconfirmed: readonly ReplayedIncident[];
  readonly tripped: readonly ReplayedIncident[];
  readonly isNoisy: boolean;
  readonly isTrippedByHabit: boolean;
};

function caseOf(
  prepared: PreparedFunction,
  incidents: readonly ReplayedIncident[],
  leastAlert: number,
): Case {
  const own = incidents.filter(({ functionName }) => functionName === prepared.profile.functionName);
  const weeks = judgedDays(prepared) / DAYS_PER_WEEK;
  const unconfirmed = own.filter(isUnconfirmed);
  const tripped = own.filter(isTrip);
  const habit = Math.max(LEAST_HABIT, HABIT_PER_WEEK * weeks);
  return {
    prepared,
    weeks,
    unconfirmed,
    tripped,
    isNoisy: countFrom(unconfirmed, leastAlert) >= habit,
    isTrippedByHabit: tripped.length >= habit,
  };
}

const countFrom = (incidents: readonly ReplayedIncident[], amount: number): number =>
  incidents.filter(({ peakAtRiskUsd }) => peakAtRiskUsd >= amount).length;

const ruleFor = (policy: GuardPolicy, prepared: PreparedFunction): PolicyRule | undefined =>
  policy.rules.find(({ match }) => matches(match, prepared.profile));

const hasOwnAmount = (policy: GuardPolicy, prepared: PreparedFunction): boolean =>
  ruleFor(policy, prepared)?.alertAboveUsdAtRisk !== undefined;

/** The first rule that matches decides alone, so a new one takes over what the owner had said of the function. */
function rulesOf(each: Case, policy: GuardPolicy, alert: number, reasons: string[]): readonly PolicyRule[] {
  const { functionName } = each.prepared.profile;
  const before = ruleFor(policy, each.prepared);
  const floor = before?.alertAboveUsdAtRisk ?? alert;
  const amount = each.isNoisy ? quietAmount(each.unconfirmed, bearableAlarms(each.weeks), floor) : floor;
  const isExempted = each.isTrippedByHabit && before?.exempt === undefined;
  if (amount === floor && !isExempted) return [];
  if (amount > floor)
    reasons.push(
      `${functionName}: ${countFrom(each.unconfirmed, floor)} alarms that no second signal confirmed in ${each.weeks.toFixed(1)} weeks; told from ${usd(amount)} at risk on, ${countFrom(each.unconfirmed, amount)}.`,
    );
  if (isExempted)
    reasons.push(
      `${functionName}: would have been stopped ${each.tripped.length} times in ${each.weeks.toFixed(1)} weeks. If that is its ordinary work, keep the exemption; if these were attacks, take it out.`,
    );
  return [
    {
      ...before,
      name: `backtest ${functionName}`.slice(0, 200),
      match: { name: functionName },
      ...(amount > floor && { alertAboveUsdAtRisk: amount }),
      ...(isExempted && {
        exempt: { because: `the backtest would have stopped it ${each.tripped.length} times` },
      }),
    },
  ];
}
