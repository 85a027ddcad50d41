import type { MissingFunction } from "./deleted-functions.ts";
import type { EpochMs } from "./time.ts";
import type { Trigger } from "./trigger.ts";

export type Architecture = "x86_64" | "arm64";

/** "unreserved" means that no reservation is set; it is not a number and must be restored as an absence. */
export type ReservedConcurrency = number | "unreserved";

/**
 * What the inventory knows of one function. What one listing tells of all functions is as of `takenAtMs` of the catalogue, what
 * a function has to be asked for by itself as of `describedAtMs`; a brake reads its setting afresh.
 */
export type FunctionProfile = {
  readonly functionName: string;
  readonly functionArn: string;
  /** Another one after each deployment; of no meaning otherwise. */
  readonly revisionId: string;
  /** When the function was last asked about by itself. `never`: what the listing does not tell is guessed. */
  readonly describedAtMs: EpochMs | "never";
  /** It was deployed since it was described. */
  readonly isOutdated?: true;
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
  /** Whether the unpublished code has one; an alias may have another, or none. */
  readonly hasDeadLetterQueue: boolean;
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

/** Everything the last inventory found, and what it could not ask. */
export type Catalogue = {
  readonly takenAtMs: EpochMs;
  readonly accountId: string;
  readonly region: string;
  readonly limits: AccountLimits;
  readonly functions: readonly FunctionProfile[];
  /** Functions with an incident or a breaker that the listing did not have; absent: none. */
  readonly missing?: readonly MissingFunction[];
  /** Questions that got no answer; a function named here is observed but never acted on. */
  readonly unanswered: readonly UnansweredQuestion[];
};

export type UnansweredQuestion = {
  /** Absent: it concerns the account. */
  readonly functionName?: string;
  readonly operation: string;
  readonly reason: string;
};
