const HOURS_PER_DAY = 24;
const MINUTES_PER_HOUR = 60;

/** Times per hour of what happens `times` a day. */
export const perDay = (times: number): number => times / HOURS_PER_DAY;
/** Times per hour of what happens `times` a minute. */
export const perMinute = (times: number): number => times * MINUTES_PER_HOUR;
