/** An alarm is told for so long; after that, whoever is told of it knows. */
const TOLD_MINUTES = 50;
/** Calm for so long ends an alarm; what comes after is a new one. */
const QUIET_MINUTES = 60;
/** An alarm that is known is told again once it has grown so much. */
const TIMES_TOLD = 2;

export type News = (minute: number, isAbnormal: boolean, level: number) => boolean;

/**
 * Tells an alarm that is news from one that goes on as it was: an alarm that was raised an hour ago and has neither ended
 * nor doubled tells nobody anything.
 *
 * After an alarm a change detector begins anew from the level that it found: Basseville & Nikiforov (1993), "Detection of
 * Abrupt Changes", section 2.2.
 *
 * @returns to be asked of each period in turn: its minute, whether it is abnormal, and how high it is
 */
export function newsOfAlarms(): News {
  let lastAbnormal = Number.NEGATIVE_INFINITY;
  let toldSince = Number.NEGATIVE_INFINITY;
  let toldLevel = 0;
  return (minute, isAbnormal, level) => {
    if (!isAbnormal) return false;
    const isNew = minute - lastAbnormal > QUIET_MINUTES;
    const hasGrown = minute - toldSince >= TOLD_MINUTES && level > TIMES_TOLD * toldLevel;
    if (isNew || hasGrown) toldSince = minute;
    if (isNew) toldLevel = 0;
    lastAbnormal = minute;
    if (minute - toldSince >= TOLD_MINUTES) return false;
    toldLevel = Math.max(toldLevel, level);
    return true;
  };
}
