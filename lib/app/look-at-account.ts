import { type AccountVerdicts, judgeSeenAccount } from "../detect/account/judge-seen-account.ts";
import type { SeenFunction } from "../detect/account/seen.ts";
import { UNKNOWN_FUNCTIONS } from "../domain/account-subject.ts";
import type { Verdict } from "../domain/anomaly.ts";
import { CloudCallError } from "../domain/errors.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import { FIRST_LOOK, type TimeRange, type Window } from "../domain/observation.ts";
import { MINUTE_MS } from "../domain/time.ts";
import { rulesFor } from "../policy/rules-for.ts";
import { lambdaPrices } from "../pricing/prices.ts";
import { longRange } from "../watch/window.ts";
import type { BaselineOf, ProfileOf } from "./known-account.ts";
import type { LookInput } from "./look.ts";
import type { Answers } from "./read-each.ts";
import { readTotal } from "./read-totals.ts";

export type AccountLookInput = LookInput & {
  /** The account's totals. */
  readonly window: Window;
  /** The same minutes of every function of the catalogue, and what they were judged to be. */
  readonly answers: Answers;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly profileOf: ProfileOf;
  readonly baselineOf: BaselineOf;
};

/**
 * Judges the account as a whole, on a tick that has read every function; `undefined` when one of them could not be read,
 * since the rest explains nothing then.
 */
export async function lookAtAccount(input: AccountLookInput): Promise<AccountVerdicts | undefined> {
  const functions = seenFunctions(input);
  if (functions === undefined) return undefined;
  const { window, nowMs } = input;
  const longWindow = await readTotal(input.metrics, FIRST_LOOK, longRange(nowMs));
  const baseline = input.baselineOf.get(undefined);
  const judge = (names?: readonly string[]): AccountVerdicts =>
    judgeSeenAccount(
      {
        baseline,
        window,
        ...(typeof longWindow === "object" ? { longWindow } : {}),
        functions,
        nowMs,
        prices: lambdaPrices(input.catalogue.region),
        riskHours: input.policy.riskHours,
      },
      names,
    );
  const found = judge();
  const isUnknown = found.verdicts.some(
    ({ kind, functionName }) => kind === "anomalous" && functionName === UNKNOWN_FUNCTIONS,
  );
  return isUnknown ? judge(await namesOfUnknown(input)) : found;
}

function seenFunctions(input: AccountLookInput): readonly SeenFunction[] | undefined {
  const functions: SeenFunction[] = [];
  for (const profile of input.catalogue.functions) {
    const { functionName } = profile;
    const window = input.answers.get(functionName);
    if (typeof window !== "object") return undefined;
    functions.push({
      profile,
      baseline: input.baselineOf.get(functionName),
      window,
      isOwn: input.ownNamePrefix !== "" && functionName.startsWith(input.ownNamePrefix),
      isTold: isTold(input, profile),
    });
  }
  return functions;
}

/** Whether somebody is told of what this function does, or expects it: then it is no news of the account. */
function isTold(
  { suspects, verdicts, policy, ownNamePrefix, nowMs }: AccountLookInput,
  profile: FunctionProfile,
) {
  if (suspects.has(profile.functionName)) return true;
  const { planned, alertAboveUsdAtRisk } = rulesFor(policy, profile, ownNamePrefix, nowMs);
  const verdict = verdicts.get(profile.functionName);
  const isWorthAnAlert =
    verdict?.kind === "anomalous" && verdict.anomaly.burn.atRiskUsd >= alertAboveUsdAtRisk;
  return planned !== undefined || isWorthAnAlert;
}

const RANKED_MINUTES = 30;
const RANKED_FUNCTIONS = 500;
const MOST_NAMES = 5;

/**
 * Asks CloudWatch who ran. The ranking is billed like a sweep, so it is asked only when something unknown runs; without an
 * answer the unknown stays without a name.
 */
async function namesOfUnknown({ metrics, profileOf, window }: AccountLookInput): Promise<readonly string[]> {
  const endMs = window.finalUntilMs;
  const range: TimeRange = { startMs: endMs - RANKED_MINUTES * MINUTE_MS, endMs, periodSeconds: 60 };
  try {
    const ranked = await metrics.rankByDuration(range, RANKED_FUNCTIONS);
    const names = ranked.map(({ functionName }) => functionName).filter((name) => !profileOf.has(name));
    return names.slice(0, MOST_NAMES);
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    return [];
  }
}
