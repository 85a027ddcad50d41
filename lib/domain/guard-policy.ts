import type { Mode } from "./plan.ts";
import type { EpochMs } from "./time.ts";

/** A night's sleep: so long may pass before anybody reads an alert. */
export const DEFAULT_RISK_HOURS = 8;

/** How the policy applies to one function, after rules and tags have been matched. */
export type FunctionRules = {
  /** The rule that matched, or `default`. */
  readonly ruleName: string;
  readonly mode: Mode;
  /** Present: never acted on; says why, and until when if it ends. */
  readonly exemptBecause?: string;
  /** An anomaly that puts less at risk is not told. USD over the next `riskHours`, list price. */
  readonly alertAboveUsdAtRisk: number;
  /** An anomaly that puts less at risk is never acted on. */
  readonly actAboveUsdAtRisk: number;
  /** Hours over which the cost of an anomaly counts as at risk. */
  readonly riskHours: number;
  /** The declared activity that covers it at this time. */
  readonly planned?: PlannedActivity;
};

export type PolicyMatch = {
  /** Glob on the function name: `*` any run of characters, `?` one. */
  readonly name?: string;
  readonly tags?: Readonly<Record<string, string>>;
};

export type PolicyRule = {
  readonly name: string;
  readonly match: PolicyMatch;
  readonly mode?: Mode;
  readonly exempt?: { readonly because: string; readonly untilMs?: number };
  readonly alertAboveUsdAtRisk?: number;
  readonly actAboveUsdAtRisk?: number;
  readonly riskHours?: number;
};

/** A time in which the owner expects more load of some functions: a launch, a sale, a migration. */
export type PlannedActivity = {
  readonly name: string;
  readonly match: PolicyMatch;
  /** Half-open `[fromMs, untilMs)`. */
  readonly fromMs: EpochMs;
  readonly untilMs: EpochMs;
  readonly because: string;
  /** So many times the usual cost per hour is expected, > 1; beyond it an anomaly is judged as ever. */
  readonly upToTimes: number;
};

/** The whole guard policy, parsed, with every default filled in. The empty file is a valid policy. */
export type GuardPolicy = {
  readonly mode: Mode;
  readonly alertAboveUsdAtRisk: number;
  readonly actAboveUsdAtRisk: number;
  readonly riskHours: number;
  /** Days of history a function needs before it may be acted on. */
  readonly probationDays: number;
  readonly rules: readonly PolicyRule[];
  /** Past ones, too: learning leaves their time out for as long as it looks back. */
  readonly planned: readonly PlannedActivity[];
  readonly blastRadius: {
    readonly maxFunctionsPerHour: number;
    /** 0 to 1; at least one function is always allowed. */
    readonly maxFleetRatioPerHour: number;
  };
  readonly breaker: {
    readonly firstProbeAfterMinutes: number;
    readonly backoffFactor: number;
    readonly maxProbeAfterMinutes: number;
    readonly probeMinutes: number;
    readonly expiresAfterMinutes: number;
    readonly recoveryMinutes: number;
  };
  /** An incident is resolved after so long without an anomaly. */
  readonly quietMinutes: number;
};
