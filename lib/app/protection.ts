import { chooseBrake } from "../brake/choose-brake.ts";
import { lossAfterMs } from "../brake/loss-clock.ts";
import { usualCost } from "../detect/usual.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import type { FunctionRules, LossClockAnswer } from "../domain/guard-policy.ts";
import type { Grade, PlannedChange } from "../domain/plan.ts";
import { sourceOf } from "../domain/read-source.ts";
import type { Setting } from "../domain/setting.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../domain/time.ts";
import { triggerWords } from "../domain/trigger-words.ts";
import { capCosts } from "../pricing/cap-costs.ts";
import { lambdaPrices } from "../pricing/prices.ts";

const MINUTES_PER_HOUR = HOUR_MS / MINUTE_MS;
const ONLY_LISTED =
  "the inventory has only listed it yet; who calls it is asked when it is its turn, or as soon as it runs away";

/** A planned change, and the source that it pauses in words; without one it limits the function's own concurrency. */
export type PlannedBrake = PlannedChange & { readonly source?: string };

/**
 * What the guard would do to a function that ran away.
 * - `brake`: limit it, in these ways.
 * - `alert-only`: tell a person, since no brake is safe: the function is unprotected.
 * - `exempt`: tell a person, since the policy or a tag keeps the guard off.
 */
export type Protection =
  | {
      readonly kind: "brake";
      readonly changes: readonly PlannedBrake[];
      /** What the full brake does, and when what waits behind it is lost. */
      readonly reason: string;
      /** How hard a flood of calls would be braked at first, by what the function needs at this time of day. */
      readonly againstFlood?: { readonly grade: Grade; readonly reason: string };
      /** When what waits behind the full brake begins to be lost, in ms from the trip; absent: never, or not known. */
      readonly lossAfterMs?: number;
      readonly atLossClock: LossClockAnswer;
    }
  | { readonly kind: "alert-only" | "exempt"; readonly reason: string };

/** What a brake would do to the function, in full and at first against a flood, or why there is none. */
export function protectionOf(
  profile: FunctionProfile,
  baseline: Baseline | undefined,
  rules: FunctionRules,
  { limits, region }: Catalogue,
  nowMs: EpochMs,
): Protection {
  if (rules.exemptBecause !== undefined) return { kind: "exempt", reason: rules.exemptBecause };
  if (profile.describedAtMs === "never") return { kind: "alert-only", reason: ONLY_LISTED };
  const input = { profile, baseline, limits, rules };
  const full = chooseBrake(input);
  if (full.kind === "alert-only") return full;
  const prices = lambdaPrices(region);
  const flood = chooseBrake({
    ...input,
    attack: {
      cause: "flood",
      expectedUsdPerHour:
        baseline === undefined ? 0 : MINUTES_PER_HOUR * usualCost(baseline, profile, prices, nowMs).expected,
      ...capCosts(rules, profile, prices),
    },
  });
  // The same changes, with the cap that a flood would really get: it may be lower than what the function needs.
  const { changes } = flood.kind === "brake" ? flood : full;
  const afterMs = lossAfterMs(profile, changes);
  return {
    kind: "brake",
    changes: changes.map((change) => ({ ...change, ...sourceWords(change.setting, profile) })),
    reason: full.reason,
    ...(flood.kind === "brake" && { againstFlood: { grade: flood.grade, reason: flood.reason } }),
    ...(afterMs !== undefined && { lossAfterMs: afterMs }),
    atLossClock: rules.atLossClock,
  };
}

function sourceWords(setting: Setting, { triggers }: FunctionProfile): { readonly source?: string } {
  const source = sourceOf(setting, triggers);
  return source === undefined ? {} : { source: triggerWords(source) };
}
