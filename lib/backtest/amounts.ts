/** Amounts that people write into a policy, USD. */
const AMOUNTS: readonly number[] = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 1_000_000],
];
const LARGEST = 1_000_000;

/** The least round amount of at least `usd`. */
export const amountFrom = (usd: number): number => AMOUNTS.find((amount) => amount >= usd) ?? LARGEST;

/** The least round amount above `usd`. */
export const amountAbove = (usd: number): number => AMOUNTS.find((amount) => amount > usd) ?? LARGEST;
