const MINUTES_PER = { m: 1, h: 60, d: 1_440 } as const;

/** Whole minutes of `30m`, `4h`, `2d`, or of a plain number of minutes; `undefined` for anything else. */
export function parseDurationMinutes(text: string): number | undefined {
  const match = /^(\d{1,5})([mhd]?)$/.exec(text);
  if (match === null) return undefined;
  const unit = match[2] === "h" || match[2] === "d" ? match[2] : "m";
  return Number(match[1]) * MINUTES_PER[unit];
}

/** The shortest text that parses to so many whole minutes: `30m`, `4h`, `7d`. */
export function durationWords(minutes: number): string {
  if (minutes % MINUTES_PER.d === 0) return `${minutes / MINUTES_PER.d}d`;
  return minutes % MINUTES_PER.h === 0 ? `${minutes / MINUTES_PER.h}h` : `${minutes}m`;
}
