import { type Target, targetId } from "../domain/target.ts";
import { isWatchedInFull, type TargetRound } from "./target-round.ts";

/**
 * Which part of the money for reading a target may use: as many of the functions that are watched in full as it has. One in
 * which none is known counts as one function, so that its first ones can be read.
 *
 * @param target absent: home
 * @returns above 0, up to 1; those of home and of all targets that are watched in full add up to 1
 */
export function moneyShare(round: TargetRound, target?: Target): number {
  const { targets, recordOf, homeFunctions, nowMs } = round;
  const weightOf = (one: Target): number => Math.max(1, recordOf.get(targetId(one))?.functions ?? 1);
  const homeWeight = Math.max(1, homeFunctions);
  const others = targets.filter(
    (one) =>
      isWatchedInFull(one, recordOf.get(targetId(one)), nowMs) &&
      (target === undefined || targetId(one) !== targetId(target)),
  );
  const own = target === undefined ? homeWeight : weightOf(target);
  const rest = others.reduce((sum, one) => sum + weightOf(one), target === undefined ? 0 : homeWeight);
  return own / (own + rest);
}
