import type { ListedTarget } from "../../app/guard-overview.ts";
import { counted } from "../../report/numbers.ts";

/** Of targets that the policy no longer names: what is still limited there, and what becomes of it. */
export const takenOutSentences = (targets: readonly ListedTarget[]): readonly string[] =>
  targets
    .filter(({ kind }) => kind === "taken out")
    .map(
      ({ targetId, heldBreakers = 0 }) =>
        `${targetId} is no longer in the policy; ${counted(heldBreakers, "breaker")} ${heldBreakers === 1 ? "is" : "are"} still held there. The guard tends them until they are released, trips nothing new, and then lets go of it.`,
    );
