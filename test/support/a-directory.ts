import { withDescriptions } from "../../lib/domain/catalogue.ts";
import type { Catalogue, FunctionProfile } from "../../lib/domain/function-profile.ts";
import type { EpochMs } from "../../lib/domain/time.ts";
import type { FunctionDirectory } from "../../lib/ports/function-directory.ts";

/**
 * A directory that finds what it is told.
 * @param account   what the account holds now, described as it is now; may throw
 * @param askAbout  called before a function is described; lets time pass, and says what time it is
 */
export function aDirectory(
  account: () => Catalogue,
  askAbout: (functionName: string) => EpochMs = () => account().takenAtMs,
): FunctionDirectory {
  const list = (): Catalogue => {
    const found = account();
    return { ...found, unanswered: [], functions: found.functions.map(undescribed) };
  };
  const describe = (functions: readonly FunctionProfile[], untilMs = Number.POSITIVE_INFINITY) => {
    const { functions: present, unanswered } = account();
    const found: FunctionProfile[] = [];
    for (const { functionName } of functions) {
      const profile = present.find((each) => each.functionName === functionName);
      const describedAtMs = askAbout(functionName);
      if (describedAtMs >= untilMs) break;
      if (profile !== undefined) found.push({ ...profile, describedAtMs });
    }
    const names = new Set(found.map(({ functionName }) => functionName));
    return {
      functions: found,
      unanswered: unanswered.filter(
        ({ functionName }) => functionName === undefined || names.has(functionName),
      ),
    };
  };
  return {
    listFunctions: async () => list(),
    describeFunctions: async (functions, untilMs) => describe(functions, untilMs),
    takeInventory: async () => {
      const listing = list();
      return withDescriptions(listing, describe(listing.functions));
    },
  };
}

const undescribed = (profile: FunctionProfile): FunctionProfile => ({
  ...profile,
  describedAtMs: "never",
  tags: {},
  triggers: [],
  reservedConcurrency: "unreserved",
});
