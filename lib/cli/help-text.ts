/** Below the list of commands in `overcurrent --help`. */
export const HELP_AFTER_COMMANDS = `
Examples:
  $ overcurrent status
  enforce mode, 37 functions (inventory 12 min ago), 35 baselines (learned 5 h ago)

  The guard is well: last look 1 min ago, 3 targets.

  FUNCTION    STATE             SINCE      ENDS    BRAKE                   WHY
  thumbnails  tripped, stopped  4 min ago  in 5 h  reserved concurrency 1  flood: 41 times the expected calls (guard)

  $ overcurrent plan --only unprotected
  enforce mode, plan for 37 functions (inventory 12 min ago)
  31 have a brake: 31 used at once
  3 unprotected, 3 exempt; 2 would not be braked at this moment

  $ overcurrent savings --days 30
  In the last 30 days enforce would have saved $214.30 and refused 1,204 rightful calls in 3 incidents.

  $ overcurrent restore thumbnails --reason "load test, all ours" --yes
  thumbnails is restoring, ends in 5 h: putting back what was before

  $ overcurrent kill checkout --reason "leaked key" --expires 2h
  checkout
    now    armed: running, watched, nothing changed by the guard
    would  brake it at once, in the way that fits its triggers, and put it back as it was in 2 h
    reason leaked key
  kill checkout? [y/N]

Signs with your AWS credentials (AWS_PROFILE, environment, single sign-on). The address of the API is --url, else
OVERCURRENT_API_URL, else the output ApiUrl of the stack overcurrent-<stage>. NO_COLOR turns colours off.
Data goes to stdout, messages to stderr.

Exit codes:
  0  done, or nothing to do
  1  it failed, or the guard refused; the message says what to do next
  2  called wrongly
  3  would act, but nobody confirmed: nothing was done (add --yes)
`;
