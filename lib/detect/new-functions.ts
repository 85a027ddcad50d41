import type { Baseline } from "../domain/baseline.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import { baselineOfNewFunction } from "./new-function.ts";
import type { Peer } from "./similar-functions.ts";

/**
 * The baselines of a fleet, those of its new functions made up from the others. That of the account's total stays.
 * @param probationDays days of history below which a function counts as new, and tells nothing of others
 */
export function withNewFunctions(
  baselines: readonly Baseline[],
  profiles: readonly FunctionProfile[],
  probationDays: number,
): readonly Baseline[] {
  const profileOf = new Map<string | undefined, FunctionProfile>(
    profiles.map((profile) => [profile.functionName, profile]),
  );
  const peers = baselines.flatMap((baseline): readonly Peer[] => {
    const profile = profileOf.get(baseline.functionName);
    return profile !== undefined && hasShownItself(baseline, probationDays) ? [{ profile, baseline }] : [];
  });
  return baselines.map((own) => {
    const profile = profileOf.get(own.functionName);
    return profile === undefined ? own : baselineOfNewFunction({ profile, own, peers, probationDays });
  });
}

const hasShownItself = ({ basis, historyDays, invocations }: Baseline, probationDays: number): boolean =>
  basis === "own" && historyDays >= probationDays && invocations.recordPerMinute > 0;
