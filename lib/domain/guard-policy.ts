import type { Mode, UnansweredDefault } from "./plan.ts";
import type { EpochMs } from "./time.ts";
import type { UnbrakeableSource } from "./trigger.ts";

/** A night's sleep: so long may pass before anybody reads an alert. */
export const DEFAULT_RISK_HOURS = 8;

/** What is done when the loss clock of a brake has nearly run down. */
export const LOSS_CLOCK_ANSWERS = ["release", "keep", "ask"] as const;
/**
 * - `release`: let what waits through in a trickle.
 * - `keep`: stay braked and lose it: for owners to whom the money matters more.
 * - `ask`: like `release`, but warn critically at half, so that a person can still choose to keep it braked.
 */
export type LossClockAnswer = (typeof LOSS_CLOCK_ANSWERS)[number];

/** What a person is asked in approve mode. */
export type ApprovalRule = {
  readonly withinMinutes: number;
  /** What happens when nobody has answered by then. */
  readonly otherwise: UnansweredDefault;
};

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
  readonly approval: ApprovalRule;
  readonly atLossClock: LossClockAnswer;
  /** Callers that the owner declared because no inventory can see them. */
  readonly invokedBy: readonly UnbrakeableSource[];
  /** The declared activity that covers it at this time. */
  readonly planned?: PlannedActivity;
};

export type PolicyMatch = {
  /** Glob on the function name: `*` any run of characters, `?` one. */
  readonly name?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Glob on the name of the CloudFormation stack, as the function's own tag tells it. */
  readonly stack?: string;
  /** Twelve digits. */
  readonly account?: string;
  readonly region?: string;
};

export type PolicyRule = {
  readonly name: string;
  readonly match: PolicyMatch;
  readonly mode?: Mode;
  readonly exempt?: { readonly because: string; readonly untilMs?: number };
  readonly alertAboveUsdAtRisk?: number;
  readonly actAboveUsdAtRisk?: number;
  readonly riskHours?: number;
  readonly approval?: Partial<ApprovalRule>;
  readonly atLossClock?: LossClockAnswer;
  readonly invokedBy?: readonly UnbrakeableSource[];
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

/** What the guard itself may cost. */
export type GuardBillRule = {
  /** Reading gets sparser on the way to it, where that hurts least. USD per calendar month, list price beyond the free tier. */
  readonly limitUsdPerMonth: number;
  /** CloudWatch's free API requests a month that the guard may count on; other tools of the account use the same million. */
  readonly freeCloudWatchRequests: number;
};

/** A member account that the guard looks after through roles that its owner has made for it (deploy/spoke.yml). */
export type MemberAccount = {
  /** Twelve digits. */
  readonly account: string;
  readonly regions: readonly string[];
  readonly externalId: string;
};

/** The whole guard policy, parsed, with every default filled in. The empty file is a valid policy. */
export type GuardPolicy = {
  readonly mode: Mode;
  readonly alertAboveUsdAtRisk: number;
  readonly actAboveUsdAtRisk: number;
  readonly riskHours: number;
  readonly approval: ApprovalRule;
  readonly atLossClock: LossClockAnswer;
  /** Functions that the guard may act on at all; empty: every one that is not exempt. */
  readonly guarded: readonly PolicyMatch[];
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
    /** How long the last stage of a probe lasts at least before it is judged. */
    readonly probeMinutes: number;
    /** How long each stage before it lasts. */
    readonly stageMinutes: number;
    readonly expiresAfterMinutes: number;
    readonly recoveryMinutes: number;
  };
  /** An incident is resolved after so long without an anomaly. */
  readonly quietMinutes: number;
  readonly guardBill: GuardBillRule;
  /** Functions that are read every minute, whatever it costs within the limit. */
  readonly watchList: readonly PolicyMatch[];
  /**
   * Regions of the guard's own account besides its home. `all`: every enabled one, an idle one by its total alone and one in
   * which something runs in full.
   */
  readonly regions: "all" | readonly string[];
  readonly accounts: readonly MemberAccount[];
};
