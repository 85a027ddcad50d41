/** Minutes are counted since 1970. */
export type Minute = number;

const MINUTES_PER_DAY = 1440;
/** CloudWatch keeps hours for 455 days; one more day so that the oldest is whole. Worlds are weeks old, so minutes will do. */
const DAYS_KEPT = 456;

/** What lies in a period; `count` is the number of minutes with a value. */
export type Aggregate = { sum: number; count: number; maximum: number; minimum: number };

/** One number per minute, absent where it is 0. A day without any takes no memory. */
export type MinuteSeries = {
  join(minute: Minute, value: number, how: "add" | "raise" | "lower"): void;
  /** Of `[from, to)`, into `target`, so that thousands of periods need no new objects. */
  aggregate(from: Minute, to: Minute, target: Aggregate): void;
};

export function minuteSeries(): MinuteSeries {
  const days = new Map<number, Float64Array>();

  function dayFor(minute: Minute): Float64Array {
    const day = Math.floor(minute / MINUTES_PER_DAY);
    const known = days.get(day);
    if (known !== undefined) return known;
    const values = new Float64Array(MINUTES_PER_DAY);
    days.set(day, values);
    for (const old of days.keys()) if (old <= day - DAYS_KEPT) days.delete(old);
    return values;
  }

  return {
    join(minute, value, how) {
      const values = dayFor(minute);
      const index = minute % MINUTES_PER_DAY;
      const present = values[index] ?? 0;
      if (how === "add" || present === 0) values[index] = present + value;
      else values[index] = how === "raise" ? Math.max(present, value) : Math.min(present, value);
    },
    aggregate(from, to, target) {
      target.sum = 0;
      target.count = 0;
      target.maximum = 0;
      target.minimum = 0;
      let minute = from;
      while (minute < to) {
        const day = Math.floor(minute / MINUTES_PER_DAY);
        const dayStart = day * MINUTES_PER_DAY;
        const until = Math.min(to, dayStart + MINUTES_PER_DAY);
        const values = days.get(day);
        for (; values !== undefined && minute < until; minute++) {
          const value = values[minute - dayStart] ?? 0;
          if (value === 0) continue;
          target.sum += value;
          if (target.count === 0 || value < target.minimum) target.minimum = value;
          if (value > target.maximum) target.maximum = value;
          target.count++;
        }
        minute = until;
      }
    },
  };
}
