import type { FunctionProfile } from "../domain/function-profile.ts";
import { type Clock, SECOND_MS } from "../domain/time.ts";
import type { Descriptions, FunctionDirectory } from "../ports/function-directory.ts";

/** So long at most does a wish wait that comes while functions are described. */
const SLICE_MS = 30 * SECOND_MS;

/**
 * A directory that looks up between functions while it describes them.
 * @param goesOn is asked before each half minute, and may take its time; false: what was described by then is all
 */
export function describeInSlices(
  directory: FunctionDirectory,
  clock: Clock,
  goesOn: () => Promise<boolean>,
): FunctionDirectory {
  return {
    ...directory,
    async describeFunctions(listed, untilMs = Number.POSITIVE_INFINITY) {
      const functions: FunctionProfile[] = [];
      const unanswered: Descriptions["unanswered"][number][] = [];
      while (functions.length < listed.length && clock() < untilMs && (await goesOn())) {
        const sliceEndMs = Math.min(clock() + SLICE_MS, untilMs);
        const slice = await directory.describeFunctions(listed.slice(functions.length), sliceEndMs);
        functions.push(...slice.functions);
        unanswered.push(...slice.unanswered);
        if (slice.functions.length === 0) break;
      }
      return { functions, unanswered };
    },
  };
}
