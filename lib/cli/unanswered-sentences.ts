import type { Catalogue } from "../domain/function-profile.ts";

type Unanswered = Catalogue["unanswered"];

/**
 * What the last inventory could not ask. A question about one function keeps the guard from that function. One about the whole
 * account names nobody and stops nothing, so it is told with its operation and AWS's reason: a caller that was not listed
 * looks like none.
 */
export function unansweredSentences(unanswered: Unanswered): string[] {
  const functions = new Set(unanswered.flatMap(({ functionName }) => functionName ?? []));
  const ofAccount = unanswered.filter(({ functionName }) => functionName === undefined);
  const questions = new Set(ofAccount.map(({ operation, reason }) => `${operation} (${reason})`));
  return [
    ...(functions.size > 0
      ? [`Not fully known and so never acted on: ${[...functions].sort().join(", ")}. --json says why.`]
      : []),
    ...(questions.size > 0
      ? [
          `The inventory got no answer to ${[...questions].sort().join(", ")}. What it would have told of any function is missing, and brakes are chosen without it.`,
        ]
      : []),
  ];
}
