import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../../lib/domain/time.ts";

/** A kind of function as it matters to how long judging it takes. */
export type FunctionKind = {
  readonly name: string;
  /** Functions of this kind in a hundred. */
  readonly share: number;
  readonly runMs: number;
  /** Expected runs in the minute that starts then. */
  readonly perMinute: (atMs: EpochMs) => number;
  /** What the last minutes have in place of it; absent: the same. */
  readonly attackedPerMinute?: number;
};

/** Busiest at 14:00 UTC, a fifth of the mean at 02:00. */
const daily = (meanPerMinute: number) => (atMs: EpochMs) =>
  meanPerMinute * (1 + 0.8 * Math.cos((2 * Math.PI * (atMs - 14 * HOUR_MS)) / DAY_MS));

const BURST_EVERY_MS = 2 * HOUR_MS;
const BURST_MS = 4 * MINUTE_MS;

/**
 * Idle, light and others are mixed as published for Azure Functions (docs/traffic.md): 45 of 100 run at most once an hour,
 * 81 at most once a minute.
 */
export const FUNCTION_KINDS: readonly [FunctionKind, ...FunctionKind[]] = [
  { name: "idle", share: 45, runMs: 300, perMinute: () => 0.5 / 60 },
  { name: "light", share: 36, runMs: 800, perMinute: daily(0.3) },
  { name: "busy", share: 15, runMs: 120, perMinute: daily(120) },
  {
    name: "bursty",
    share: 3,
    runMs: 500,
    perMinute: (atMs) => (atMs % BURST_EVERY_MS < BURST_MS ? 200 : 6),
  },
  { name: "attacked", share: 1, runMs: 250, perMinute: daily(60), attackedPerMinute: 2_000 },
];

/** Spreads neighbours over the kinds, so that each hundred functions have the same mix and each ten nearly so. */
const STRIDE = 37;

/** The kind of the `index`th function. */
export function kindAt(index: number): FunctionKind {
  let place = (index * STRIDE) % 100;
  for (const kind of FUNCTION_KINDS) {
    if (place < kind.share) return kind;
    place -= kind.share;
  }
  return FUNCTION_KINDS[0];
}
