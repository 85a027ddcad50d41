import { type GuardNews, type GuardTrouble, type OpenTrouble, troubleKey } from "../domain/guard-health.ts";
import type { TargetId } from "../domain/target.ts";
import { type EpochMs, HOUR_MS } from "../domain/time.ts";

export type HealthChange = { readonly news: readonly GuardNews[]; readonly open: readonly OpenTrouble[] };

export type HealthCheck = {
  /** Troubles that were open at the last check. */
  readonly before: readonly OpenTrouble[];
  /** Those of this check. */
  readonly now: readonly GuardTrouble[];
  readonly homeId: TargetId;
  /** The targets that are looked after now. */
  readonly targetIds: ReadonlySet<string>;
  readonly nowMs: EpochMs;
};

/** What is worth telling of the guard's own troubles: each when it begins, again while it lasts, and once when it is over. */
export function guardNews({ before, now, homeId, targetIds, nowMs }: HealthCheck): HealthChange {
  const openBefore = new Map(before.map((open) => [troubleKey(open.trouble), open]));
  const checked = now.map((found) => {
    const known = openBefore.get(troubleKey(found));
    // It began when it was first seen: what was learned since must not make it look younger.
    const trouble = known === undefined ? found : { ...found, sinceMs: known.trouble.sinceMs };
    const isDue = known === undefined || nowMs - known.toldAtMs >= remindAfterMs(trouble);
    return { trouble, isDue, toldAtMs: isDue ? nowMs : known.toldAtMs };
  });
  const keys = new Set(now.map(troubleKey));
  const ended = before.map(({ trouble }) => trouble).filter((trouble) => !keys.has(troubleKey(trouble)));
  return {
    news: [
      ...checked
        .filter(({ isDue, trouble }) => isDue && isTold(trouble))
        .map(({ trouble }) => began(trouble)),
      ...ended.flatMap((trouble) => endOf(trouble, homeId, targetIds, nowMs)),
    ],
    open: checked.map(({ trouble, toldAtMs }) => ({ trouble, toldAtMs })),
  };
}

const began = (trouble: GuardTrouble): GuardNews => ({ kind: "trouble", trouble });

/** An alert about alerts that do not arrive would not arrive: the alarm and the status tell of it. */
const isTold = ({ kind }: GuardTrouble): boolean => kind !== "unsent-alerts" && kind !== "no-subscriber";

/** Nobody guards while the first two last; the rest can wait for the morning. */
const remindAfterMs = (trouble: GuardTrouble): number => (isGrave(trouble) ? HOUR_MS : 6 * HOUR_MS);

/** Whether something goes unseen, or stays braked, because of it right now. */
export const isGrave = (trouble: GuardTrouble): boolean =>
  trouble.kind === "blind-target" ||
  (trouble.kind === "silent-part" && (trouble.part === "watch" || trouble.part === "probe"));

/** A target that is not looked after any more has not come back. */
function endOf(
  trouble: GuardTrouble,
  homeId: TargetId,
  targetIds: ReadonlySet<string>,
  nowMs: EpochMs,
): readonly GuardNews[] {
  const unseen = (targetId: TargetId): GuardNews => ({
    kind: "unseen",
    targetId,
    isHome: targetId === homeId,
    fromMs: trouble.sinceMs,
    untilMs: nowMs,
  });
  if (trouble.kind === "blind-target")
    return targetIds.has(trouble.targetId) ? [unseen(trouble.targetId)] : [];
  if (trouble.kind === "silent-part" && trouble.part === "watch") return [unseen(homeId)];
  return [{ kind: "over", trouble, overAtMs: nowMs }];
}
