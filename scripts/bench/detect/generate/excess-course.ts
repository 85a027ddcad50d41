import type { Random } from "../../../../lib/sim/random.ts";

/** How the excess of an attack runs. Each keeps about the same total; real attacks are seldom flat. */
export const COURSES = ["flat", "noise", "pulse", "decay", "burst"] as const;

export type Course = (typeof COURSES)[number];

/** Ten minutes on, ten off. */
const PULSE_MINUTES = 10;
/** On in a random quarter of the rows. */
const BURST_RATIO = 0.25;

/** @param excess counts of a flat attack, row by row. @returns counts of the same attack with another course */
export function takeCourse(
  excess: readonly number[],
  course: Course,
  minutesPerRow: number,
  random: Random,
): number[] {
  if (course === "flat") return [...excess];
  const rows = excess.length;
  const pulseRows = Math.max(2, Math.floor(PULSE_MINUTES / minutesPerRow));
  const factorAt = (row: number): number => {
    switch (course) {
      case "noise":
        return Math.exp(random.normal() - 0.5);
      case "pulse":
        return Math.floor(row / pulseRows) % 2 === 0 ? 2 : 0;
      case "decay":
        return (3 * Math.exp((-3 * row) / rows)) / (1 - Math.exp(-3));
      case "burst":
        return random.uniform() < BURST_RATIO ? 1 / BURST_RATIO : 0;
    }
  };
  const factors = excess.map((_, row) => factorAt(row));
  // Chance may leave a short attack without a single burst; then all of it comes at once.
  if (!factors.some((factor) => factor > 0)) factors[0] = rows;
  return excess.map((count, row) => random.poisson(count * (factors[row] ?? 0)));
}
