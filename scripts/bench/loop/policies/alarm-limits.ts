import type { Measurement, Window } from "../../../../lib/domain/observation.ts";
import { DAY_MS, type EpochMs, MINUTE_MS } from "../../../../lib/domain/time.ts";

/** What a runaway function does more of, and what it is billed by. */
export const ALARMED_MEASUREMENTS = ["invocations", "durationMs"] as const satisfies readonly Measurement[];
export type AlarmedMeasurement = (typeof ALARMED_MEASUREMENTS)[number];

/** Above which value a minute of a function breaches. */
export type AlarmLimits = (measurement: AlarmedMeasurement, minuteStartMs: EpochMs) => number;

/**
 * No alarm for less in a minute: ten calls, or a minute of running time. Whoever sets alarms on quiet functions does so, since
 * ten times nothing is nothing.
 */
const LEAST: Readonly<Record<AlarmedMeasurement, number>> = { invocations: 10, durationMs: MINUTE_MS };

/** One limit for good: `factor` times the mean of all minutes of the history, those without a call included. */
export function staticLimits({ series }: Window, factor: number): AlarmLimits {
  const limitOf = (measurement: AlarmedMeasurement) =>
    Math.max(LEAST[measurement], factor * spreadOf(series[measurement] ?? []).mean);
  const limits = { invocations: limitOf("invocations"), durationMs: limitOf("durationMs") };
  return (measurement) => limits[measurement];
}

/** An hour would hide what comes at the same minutes each day; a minute alone has 14 values only. */
const SLOT_MS = 15 * MINUTE_MS;
const SLOTS = DAY_MS / SLOT_MS;
const slotAt = (atMs: EpochMs): number => Math.floor(atMs / SLOT_MS) % SLOTS;

/** A limit for each quarter of an hour of the day: its mean over the history, and `deviations` standard deviations. */
export function bandLimits({ series, startMs }: Window, deviations: number): AlarmLimits {
  const limitsOf = (measurement: AlarmedMeasurement): readonly number[] => {
    const slots: number[][] = Array.from({ length: SLOTS }, () => []);
    (series[measurement] ?? []).forEach((value, minute) => {
      slots[slotAt(startMs + minute * MINUTE_MS)]?.push(value);
    });
    return slots.map((values) => {
      const { mean, deviation } = spreadOf(values);
      return Math.max(LEAST[measurement], mean + deviations * deviation);
    });
  };
  const limits = { invocations: limitsOf("invocations"), durationMs: limitsOf("durationMs") };
  return (measurement, minuteStartMs) =>
    limits[measurement][slotAt(minuteStartMs)] ?? Number.POSITIVE_INFINITY;
}

function spreadOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const count = Math.max(1, values.length);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  return { mean, deviation: Math.sqrt(variance) };
}
