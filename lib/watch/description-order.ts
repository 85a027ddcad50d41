import type { FunctionProfile } from "../domain/function-profile.ts";
import type { EpochMs } from "../domain/time.ts";

/**
 * In which order functions are asked about when there is not time for all: those something is going on with; those that are new or
 * were deployed since, the latest first; then the ones that were described longest ago.
 *
 * Suspects come first since they are few, whereas one deployment may change a whole fleet.
 */
export function descriptionOrder(
  functions: readonly FunctionProfile[],
  suspects: ReadonlySet<string>,
): readonly FunctionProfile[] {
  const turnOf = (profile: FunctionProfile): EpochMs => {
    if (suspects.has(profile.functionName)) return Number.NEGATIVE_INFINITY;
    return isNews(profile) ? 0 : Number(profile.describedAtMs);
  };
  const inTurn = functions.map((profile) => ({ profile, turn: turnOf(profile) }));
  return inTurn
    .sort((a, b) =>
      a.turn === b.turn ? b.profile.lastModifiedMs - a.profile.lastModifiedMs : a.turn - b.turn,
    )
    .map(({ profile }) => profile);
}

/** Those of the order that must not wait until it is their turn: suspects, and what is new or was deployed since. */
export const describedFirst = (
  functions: readonly FunctionProfile[],
  suspects: ReadonlySet<string>,
): readonly FunctionProfile[] =>
  descriptionOrder(functions, suspects).filter(
    (profile) => isNews(profile) || suspects.has(profile.functionName),
  );

const isNews = ({ describedAtMs, isOutdated }: FunctionProfile): boolean =>
  describedAtMs === "never" || isOutdated === true;
