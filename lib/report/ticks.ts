import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../domain/time.ts";

const ROUND = [1, 2, 2.5, 5, 10];

/** A round number of at least `value`, > 0, that four equal steps lead up to in round numbers. */
export function roundTop(value: number): number {
  if (!(value > 0)) return 1;
  const magnitude = 10 ** Math.floor(Math.log10(value / 4));
  const step = ROUND.map((factor) => factor * magnitude).find((candidate) => 4 * candidate >= value);
  return 4 * (step ?? 10 * magnitude);
}

/** From 0 to `top` in four steps. */
export const valueTicks = (top: number): readonly number[] => [0, 1, 2, 3, 4].map((step) => (step * top) / 4);

const TIME_STEPS = [
  ...[5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7, 14, 28].map((days) => days * DAY_MS),
];

/** Round times between two others, at most `most` of them. */
export function timeTicks(fromMs: EpochMs, untilMs: EpochMs, most: number): readonly EpochMs[] {
  const step = TIME_STEPS.find((candidate) => (untilMs - fromMs) / candidate <= most) ?? 56 * DAY_MS;
  const ticks: EpochMs[] = [];
  for (let atMs = Math.ceil(fromMs / step) * step; atMs <= untilMs; atMs += step) ticks.push(atMs);
  return ticks;
}
