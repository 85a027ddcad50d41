import type { Mode } from "./plan.ts";

/** How the policy applies to one function, after rules and tags have been matched. */
export type FunctionRules = {
  /** The rule that matched, or `default`. */
  readonly ruleName: string;
  readonly mode: Mode;
  /** Present: never acted on; says why, and until when if it ends. */
  readonly exemptBecause?: string;
  /** An anomaly costing less than this is not told. USD per hour of impact, list price. */
  readonly alertAboveUsdPerHour: number;
  /** An anomaly costing less than this is never acted on. */
  readonly actAboveUsdPerHour: number;
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
  readonly alertAboveUsdPerHour?: number;
  readonly actAboveUsdPerHour?: number;
};

/** The whole guard policy, parsed, with every default filled in. The empty file is a valid policy. */
export type GuardPolicy = {
  readonly mode: Mode;
  readonly alertAboveUsdPerHour: number;
  readonly actAboveUsdPerHour: number;
  /** Days of history a function needs before it may be acted on. */
  readonly probationDays: number;
  readonly rules: readonly PolicyRule[];
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
