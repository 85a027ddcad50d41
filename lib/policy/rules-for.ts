import type { FunctionProfile } from "../domain/function-profile.ts";
import type { FunctionRules, GuardPolicy, PolicyRule } from "../domain/guard-policy.ts";
import { MODES, type Mode } from "../domain/plan.ts";
import { type EpochMs, toIso } from "../domain/time.ts";
import { matches } from "./matches.ts";
import { plannedNow } from "./planned.ts";
import { MODE_TAG, PROTECT_TAG, SELF_TAG } from "./tags.ts";

/** The rules for one function, and what its tags changed or could not change, in sentences for people. */
export type MatchedRules = FunctionRules & { readonly notices: readonly string[] };

/**
 * How the policy applies to one function: the first rule that matches, then its tags, which can only make it safer.
 * A tag with an unknown value counts as its safer reading, and a notice says so.
 *
 * @param ownNamePrefix functions whose name begins so are the guard itself and always exempt; "" for none
 * @param nowMs         decides whether an exemption has ended, and whether a plan holds
 */
export function rulesFor(
  policy: GuardPolicy,
  profile: FunctionProfile,
  ownNamePrefix: string,
  nowMs: EpochMs,
): MatchedRules {
  const rule = policy.rules.find(({ match }) => matches(match, profile));
  const byTag = modeByTag(profile.tags[MODE_TAG], rule?.mode ?? policy.mode);
  const protection = protectionByTag(profile.tags[PROTECT_TAG]);
  const exemptBecause =
    ownExemption(profile, ownNamePrefix) ??
    protection.because ??
    exemptionOf(rule, nowMs) ??
    outOfScope(policy, profile);
  const planned = plannedNow(policy, profile, nowMs);
  return {
    ruleName: rule?.name ?? "default",
    mode: byTag.mode,
    ...(exemptBecause !== undefined && { exemptBecause }),
    alertAboveUsdAtRisk: rule?.alertAboveUsdAtRisk ?? policy.alertAboveUsdAtRisk,
    actAboveUsdAtRisk: rule?.actAboveUsdAtRisk ?? policy.actAboveUsdAtRisk,
    riskHours: rule?.riskHours ?? policy.riskHours,
    approval: { ...policy.approval, ...rule?.approval },
    atLossClock: rule?.atLossClock ?? policy.atLossClock,
    invokedBy: rule?.invokedBy ?? [],
    ...(planned !== undefined && { planned }),
    notices: [...byTag.notices, ...protection.notices],
  };
}

function ownExemption(profile: FunctionProfile, ownNamePrefix: string): string | undefined {
  const isOwn =
    profile.tags[SELF_TAG] !== undefined ||
    (ownNamePrefix !== "" && profile.functionName.startsWith(ownNamePrefix));
  return isOwn ? "it is part of the guard itself" : undefined;
}

function exemptionOf(rule: PolicyRule | undefined, nowMs: EpochMs): string | undefined {
  if (rule?.exempt === undefined) return undefined;
  const { because, untilMs } = rule.exempt;
  if (untilMs === undefined) return `rule ${rule.name} exempts it: ${because}`;
  return nowMs < untilMs ? `rule ${rule.name} exempts it until ${toIso(untilMs)}: ${because}` : undefined;
}

/** An empty scope is the whole account: leaving the field out must not take the guard away from every function. */
function outOfScope({ guarded }: GuardPolicy, profile: FunctionProfile): string | undefined {
  const isGuarded = guarded.length === 0 || guarded.some((match) => matches(match, profile));
  return isGuarded ? undefined : "it is outside what the policy guards";
}

/** The safer one of the file's mode and the tag's, in the order of `MODES`. */
function modeByTag(tag: string | undefined, fileMode: Mode): { mode: Mode; notices: readonly string[] } {
  if (tag === undefined) return { mode: fileMode, notices: [] };
  const mode = MODES.find((known) => known === tag.trim().toLowerCase());
  if (mode === undefined)
    return { mode: "observe", notices: [`tag ${MODE_TAG} has the unknown value "${tag}", read as observe`] };
  if (mode === fileMode) return { mode, notices: [] };
  if (MODES.indexOf(mode) < MODES.indexOf(fileMode))
    return { mode, notices: [`tag ${MODE_TAG}=${mode} makes it safer than the policy's ${fileMode}`] };
  return {
    mode: fileMode,
    notices: [
      `tag ${MODE_TAG}=${mode} has no effect: a tag makes nothing bolder than the policy's ${fileMode}`,
    ],
  };
}

function protectionByTag(tag: string | undefined): { because?: string; notices: readonly string[] } {
  const value = tag?.trim().toLowerCase();
  if (value === undefined || value === "false") return { notices: [] };
  const because = `its tag ${PROTECT_TAG} protects it`;
  if (value === "true") return { because, notices: [] };
  return { because, notices: [`tag ${PROTECT_TAG} has the unknown value "${tag}", read as true`] };
}
