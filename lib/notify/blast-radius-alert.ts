import { ACCOUNT_TOTAL } from "../domain/account-subject.ts";
import type { Alert } from "../domain/alert.ts";
import type { BlastRadiusExcess } from "../domain/blast-radius-excess.ts";
import { type EpochMs, toIso } from "../domain/time.ts";
import { usd } from "../domain/usd.ts";
import { sharedCauseWords } from "./shared-cause-words.ts";
import { commandLine, paragraph, prose, subjectLine } from "./wording.ts";

/** More would fill the phone; the rest is one command away. */
const NAMES_SHOWN = 10;
const COMMANDS_SHOWN = 3;

/**
 * Too many functions run away at once, and the guard leaves the rest to a person. One per hour and account; a function that
 * follows later in the hour is told by its own alert.
 */
export function blastRadiusAlert(excess: BlastRadiusExcess, nowMs: EpochMs): Alert {
  const { accountId, region, tripped, heldBack, sharedCause } = excess;
  const lines = [
    prose(
      `${counted(tripped.length)} tripped in the last hour, as many as the policy allows. ` +
        `${counted(heldBack.length)} NOT stopped besides: many at once mean a shared cause, or a bad baseline.`,
    ),
    "",
    paragraph("CAUSE", sharedCauseWords(sharedCause, nowMs)),
    paragraph("TRIPPED", listed(tripped)),
    paragraph(
      "LEFT",
      listed(
        heldBack.map(
          ({ functionName, impactUsdPerHour }) => `${functionName} (${usd(impactUsdPerHour)} an hour)`,
        ),
      ),
    ),
    "",
    "Please look now. To stop the dearest, reversibly:",
    ...heldBack
      .slice(0, COMMANDS_SHOWN)
      .map(({ functionName }) =>
        commandLine(
          `overcurrent kill ${functionName} --reason "..."`,
          "uses the brake that loses no events; restores by itself when it expires",
        ),
      ),
    commandLine("overcurrent incidents", "everything that goes on, with its evidence"),
    prose(
      "If the trips were wrong, put them back with `overcurrent restore NAME`. If more of them would have been right, " +
        "raise `blastRadius` in the policy.",
    ),
    "",
    `Account ${accountId}, ${region}`,
  ];
  return {
    alertId: `blast-radius-${accountId}-${region}-${toIso(nowMs).slice(0, 13)}`,
    createdAtMs: nowMs,
    functionName: ACCOUNT_TOTAL,
    severity: "critical",
    subject: subjectLine(
      `[Overcurrent] TOO MANY AT ONCE: ${tripped.length} tripped, ${heldBack.length} NOT STOPPED`,
    ),
    text: lines.join("\n"),
  };
}

const counted = (functions: number): string =>
  functions === 1 ? "1 function was" : `${functions} functions were`;

function listed(names: readonly string[]): string {
  const more = names.length - NAMES_SHOWN;
  return names.slice(0, NAMES_SHOWN).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
