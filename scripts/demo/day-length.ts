export const MINUTES_PER_DAY = 24 * 60;
