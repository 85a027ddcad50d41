import { type EpochMs, SECOND_MS } from "./time.ts";
import type { Trigger } from "./trigger.ts";

export type Architecture = "x86_64" | "arm64";

/** "unreserved" means that no reservation is set; it is not a number and must be restored as an absence. */
export type ReservedConcurrency = number | "unreserved";

/** What the inventory knows of one function. Values are as of the inventory; a brake reads its setting afresh. */
export type FunctionProfile = {
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly architecture: Architecture;
  readonly timeoutSeconds: number;
  readonly lastModifiedMs: EpochMs;
  readonly tags: Readonly<Record<string, string>>;
  readonly triggers: readonly Trigger[];
  readonly reservedConcurrency: ReservedConcurrency;
  /** Sum over all versions and aliases; a reservation below it is refused by AWS. */
  readonly provisionedConcurrency: number;
  /** How long Lambda keeps an asynchronous event that it cannot run, 60 to 21,600 s. */
  readonly maximumEventAgeSeconds: number;
  /** Whether events that were given up go to a dead-letter queue or an on-failure destination instead of nowhere. */
  readonly hasFailureDestination: boolean;
  /** Whether AWS's own recursive loop detection may stop this function. */
  readonly recursionDetection: "terminate" | "allow";
  /** `managed-instances`: on the owner's own instances, where reserved concurrency does not apply and time is not billed. */
  readonly hosting: "on-demand" | "managed-instances";
  /** Its executions may be suspended and resumed for up to a year; what a refused resume does to them is not documented. */
  readonly isDurable: boolean;
};

/** Concurrency limits of the account in this region. */
export type AccountLimits = {
  readonly concurrentExecutions: number;
  readonly unreservedConcurrentExecutions: number;
};

/** About how long an inventory takes for each function: eight questions and one more for each alias, ten a second. */
export const INVENTORY_MS_PER_FUNCTION = SECOND_MS;

/** Everything the last inventory found, and what it could not ask. */
export type Catalogue = {
  readonly takenAtMs: EpochMs;
  readonly accountId: string;
  readonly region: string;
  readonly limits: AccountLimits;
  readonly functions: readonly FunctionProfile[];
  /** Questions that got no answer; a function named here is observed but never acted on. */
  readonly unanswered: readonly {
    readonly functionName?: string;
    readonly operation: string;
    readonly reason: string;
  }[];
};
