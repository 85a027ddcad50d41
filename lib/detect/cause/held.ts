import { minuteAt, sum } from "../final-minutes.ts";
import { usualCount } from "../usual.ts";
import type { CauseInput } from "./cause-rule.ts";

/** Long enough that chance evens out in a small function. */
const BLOCK_MINUTES = 10;
/** The least rise that is called a leech. */
const TIMES_EXPECTED = 1.2;

/** For how many of the newest minutes the runs have kept above what is expected: whole blocks, as far back as the window reaches. */
export function heldMinutes({ minutes, baseline }: CauseInput): number {
  const runs = minutes.of("invocations") ?? [];
  let held = 0;
  while (held + BLOCK_MINUTES <= runs.length) {
    const from = runs.length - held - BLOCK_MINUTES;
    const actual = sum(runs.slice(from, from + BLOCK_MINUTES));
    const expected = BLOCK_MINUTES * usualCount(baseline.invocations, minuteAt(minutes, from)).expected;
    if (actual < TIMES_EXPECTED * expected) break;
    held += BLOCK_MINUTES;
  }
  return held;
}
