import { quantile } from "simple-statistics";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../domain/time.ts";
import { minuteIndex } from "./minutes.ts";
import type { PreparedFunction } from "./prepared-function.ts";
import { recordedMinute } from "./usual-minute.ts";

const MINUTES_PER_HOUR = HOUR_MS / MINUTE_MS;

/** What was recorded in each full hour from `fromMs` on, USD at list price. */
export function hourlyUsd(prepared: PreparedFunction, fromMs: EpochMs): readonly number[] {
  const { minutes } = prepared;
  const hours: number[] = [];
  for (
    let first = Math.max(0, minuteIndex(minutes, fromMs));
    first + MINUTES_PER_HOUR <= minutes.length;
    first += MINUTES_PER_HOUR
  ) {
    let usd = 0;
    for (let offset = 0; offset < MINUTES_PER_HOUR; offset += 1)
      usd += recordedMinute(prepared, first + offset).usd;
    hours.push(usd);
  }
  return hours;
}

/** Cost of an ordinary hour: half of the hours cost less. An attack of some hours does not move it. */
export const ordinaryUsdPerHour = (hours: readonly number[]): number =>
  hours.length === 0 ? 0 : quantile([...hours], 0.5);
