import type { ContestTask } from "./contest-task.ts";

/** What the owner of so many functions lets the guard cost a month: the default, and what its owner would set beyond. */
const LIMITS: readonly (readonly [upToFunctions: number, limitUsdPerMonth: number])[] = [
  [100, 5],
  [1_000, 9],
  [10_000, 43],
  [100_000, 450],
];

/** A large fleet takes long to look at: fewer attacks on it, over fewer hours of the week. */
const EFFORTS: readonly (readonly [
  upToFunctions: number,
  effort: Pick<ContestTask, "settlingMinutes" | "quietMinutes" | "attacks" | "smallAttacks">,
])[] = [
  [1_000, { settlingMinutes: 960, quietMinutes: 1_440, attacks: 75, smallAttacks: 30 }],
  [10_000, { settlingMinutes: 480, quietMinutes: 1_440, attacks: 30, smallAttacks: 12 }],
  [100_000, { settlingMinutes: 30, quietMinutes: 60, attacks: 9, smallAttacks: 3 }],
];

const upTo = <Value>(steps: readonly (readonly [number, Value])[], functions: number): Value => {
  const found = steps.find(([most]) => functions <= most) ?? steps.at(-1);
  if (found === undefined) throw new RangeError("no steps");
  return found[1];
};

export function taskFor(functions: number, seed: number, attacks?: number): ContestTask {
  const effort = upTo(EFFORTS, functions);
  return {
    functions,
    seed,
    limitUsdPerMonth: upTo(LIMITS, functions),
    ...effort,
    ...(attacks === undefined ? {} : { attacks, smallAttacks: Math.floor(attacks / 3) }),
  };
}
