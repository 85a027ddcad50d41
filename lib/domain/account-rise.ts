/**
 * What the account does beyond what is expected and beyond what the functions that were read explain, per minute; 0 where it
 * does not. It says what the function looks like that is behind it: its billed time per run, and whether it fails.
 */
export type AccountRise = {
  readonly runsPerMinute: number;
  readonly durationMsPerMinute: number;
  readonly errorsPerMinute: number;
  readonly eventsPerMinute: number;
  /** Runs at once. */
  readonly concurrency: number;
  /** Whether runs or billed time stand out. Where only events, errors or a crowd do, reading runs explains nothing. */
  readonly isOfUse: boolean;
  /** For how many minutes in a row it has stood out: 1 to 10. */
  readonly lastingMinutes: number;
};

/**
 * The least leap of billed time and of runs a minute that is looked into, however calm the rest of the account is: in the dearest
 * function there is, each of them costs $0.25 an hour or less.
 */
export const LEAST_LEAP = { durationMsPerMinute: 25_000, runsPerMinute: 1_000 } as const;
