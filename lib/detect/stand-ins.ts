import { DAY_MS, type EpochMs, HOUR_MS, type TimeSpan } from "../domain/time.ts";

/** Periods of one length, oldest first. */
export type Periods = { readonly startMs: EpochMs; readonly stepMs: number; readonly length: number };

/** Which hour stands in for an hour that must not be learned; both named by their start. */
export type StandIns = ReadonlyMap<EpochMs, EpochMs>;

/** 1 for each period that one of the spans touches. */
export function unknownPeriods(
  { startMs, stepMs, length }: Periods,
  excluded: readonly TimeSpan[],
): Uint8Array {
  const unknown = new Uint8Array(length);
  for (const span of excluded)
    unknown.fill(
      1,
      Math.max(0, Math.floor((span.startMs - startMs) / stepMs)),
      Math.max(0, Math.ceil((span.endMs - startMs) / stepMs)),
    );
  return unknown;
}

/**
 * For each hour with unknown periods the same hour of an ordinary day: of the days on which it is known in full, the one
 * with the middle sum. A real hour keeps the noise and the bursts of the function, which an average would not; the middle
 * one adds no burst that was not there on half of the days.
 *
 * @returns no entry where no hour of the history is known in full
 */
export function standInsFor(values: readonly number[], periods: Periods, unknown: Uint8Array): StandIns {
  const { startMs, stepMs } = periods;
  const perHour = HOUR_MS / stepMs;
  const indexOf = (atMs: EpochMs): number => (atMs - startMs) / stepMs;
  const sumOfKnown = (hourMs: EpochMs): number | undefined => {
    const from = indexOf(hourMs);
    if (from < 0 || from + perHour > values.length) return undefined;
    let total = 0;
    for (let index = from; index < from + perHour; index += 1) {
      if (unknown[index] === 1) return undefined;
      total += values[index] ?? 0;
    }
    return total;
  };
  const middleOf = (hours: readonly EpochMs[]): EpochMs | undefined => {
    const known = hours.flatMap((hourMs) => {
      const total = sumOfKnown(hourMs);
      return total === undefined ? [] : [{ hourMs, total }];
    });
    known.sort((a, b) => a.total - b.total || a.hourMs - b.hourMs);
    return known[Math.floor((known.length - 1) / 2)]?.hourMs;
  };

  const hours = hoursOf(periods);
  const standIns = new Map<EpochMs, EpochMs>();
  for (const hourMs of hours) {
    const from = Math.max(0, indexOf(hourMs));
    if (!unknown.subarray(from, indexOf(hourMs) + perHour).includes(1)) continue;
    const sameHour = hours.filter((other) => (other - hourMs) % DAY_MS === 0);
    const standIn = middleOf(sameHour) ?? middleOf(hours);
    if (standIn !== undefined) standIns.set(hourMs, standIn);
  }
  return standIns;
}

/** The values with every unknown period replaced by the same minutes of the hour that stands in for it. */
export function withStandIns(
  values: readonly number[],
  { startMs, stepMs }: Periods,
  unknown: Uint8Array,
  standIns: StandIns,
): readonly number[] {
  if (standIns.size === 0) return values;
  return values.map((value, index) => {
    if (unknown[index] !== 1) return value;
    const atMs = startMs + index * stepMs;
    const hourMs = hourStart(atMs);
    const standIn = standIns.get(hourMs);
    return standIn === undefined ? value : (values[index + (standIn - hourMs) / stepMs] ?? value);
  });
}

const hourStart = (atMs: EpochMs): EpochMs => Math.floor(atMs / HOUR_MS) * HOUR_MS;

/** The starts of all hours that the periods touch. */
function hoursOf({ startMs, stepMs, length }: Periods): readonly EpochMs[] {
  const hours: EpochMs[] = [];
  for (let hourMs = hourStart(startMs); hourMs < startMs + length * stepMs; hourMs += HOUR_MS)
    hours.push(hourMs);
  return hours;
}
