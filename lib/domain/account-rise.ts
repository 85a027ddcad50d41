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
};
