import { DAY_MS } from "../domain/time.ts";

/**
 * Easter Sunday of the Gregorian calendar, in days since 1970, UTC.
 *
 * @param year whole number, 1583 or later
 *
 * Source: the anonymous algorithm in Meeus (1998), "Astronomical Algorithms", 2nd ed., chapter 8; the names of its steps
 * are his.
 *
 * @example
 * new Date(easterDay(2026) * 86_400_000).toISOString().slice(0, 10); // "2026-04-05"
 */
export function easterDay(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1) / DAY_MS;
}
