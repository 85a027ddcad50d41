import type { Brake } from "../domain/breaker.ts";
import { MEASUREMENTS, type Measurement } from "../domain/observation.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { addHeldBack, type HeldBack, heldBackIn, NOTHING_HELD_BACK } from "./held-back.ts";
import { type Minutes, minuteIndex, minuteOf } from "./minutes.ts";
import { mostRunMs, passingRatio } from "./passage.ts";
import type { PreparedFunction } from "./prepared-function.ts";
import { recordedMinute, usualMinute } from "./usual-minute.ts";

/** What the metrics of a function would have shown with the brakes that a replay has set. */
export type GuardedMinutes = {
  readonly minutes: Minutes;
  /** End of the last minute that a brake has changed; 0 while the minutes are as recorded. */
  changedUntilMs(): EpochMs;
  /** Holds the minutes from `fromMs` to `untilMs` to what the brakes let through. */
  hold(brakes: readonly Brake[], fromMs: EpochMs, untilMs: EpochMs): HeldBack;
};

type Columns = Partial<Record<Measurement, number[]>>;

/** Copies what was recorded when the first brake is set, and changes only the copy. */
export function guardedMinutes(prepared: PreparedFunction): GuardedMinutes {
  const { minutes, baselineAt } = prepared;
  let copy: { readonly minutes: Minutes; readonly columns: Columns } | undefined;
  let changedUntilMs = 0;

  function holdMinute(columns: Columns, index: number, brakes: readonly Brake[], most: number): HeldBack {
    const recorded = recordedMinute(prepared, index);
    const passing = passingRatio(recorded.durationMs, most);
    if (passing === 1) return NOTHING_HELD_BACK;
    const refuses = brakes.some(({ setting }) => setting.kind === "concurrency");
    setMinute(columns, minutes, index, { passing, mostAtOnce: most / MINUTE_MS, refuses });
    const atMs = minuteOf(minutes, index);
    return heldBackIn(recorded, usualMinute(prepared, baselineAt(atMs), atMs), passing);
  }

  return {
    get minutes() {
      return copy?.minutes ?? minutes;
    },
    changedUntilMs: () => changedUntilMs,
    hold(brakes, fromMs, untilMs) {
      const most = mostRunMs(brakes);
      if (most === Number.POSITIVE_INFINITY) return NOTHING_HELD_BACK;
      copy ??= copyOf(minutes);
      changedUntilMs = Math.max(changedUntilMs, untilMs);
      let held = NOTHING_HELD_BACK;
      const last = Math.min(minutes.length, minuteIndex(minutes, untilMs));
      for (let index = Math.max(0, minuteIndex(minutes, fromMs)); index < last; index += 1)
        held = addHeldBack(held, holdMinute(copy.columns, index, brakes, most));
      return held;
    },
  };
}

function copyOf(minutes: Minutes): { readonly minutes: Minutes; readonly columns: Columns } {
  const columns: Columns = {};
  for (const measurement of MEASUREMENTS) {
    const values = minutes.series[measurement];
    if (values !== undefined) columns[measurement] = [...values];
  }
  return { minutes: { ...minutes, series: columns }, columns };
}

/** Events keep arriving under a brake, and calls beyond the reserved concurrency are counted as refused. */
function setMinute(
  columns: Columns,
  recorded: Minutes,
  index: number,
  { passing, mostAtOnce, refuses }: { passing: number; mostAtOnce: number; refuses: boolean },
): void {
  for (const measurement of ["invocations", "durationMs", "errors", "recursionsDropped"] as const) {
    const values = columns[measurement];
    if (values !== undefined) values[index] = (recorded.series[measurement]?.[index] ?? 0) * passing;
  }
  const atOnce = columns.maxConcurrency;
  if (atOnce !== undefined) atOnce[index] = Math.min(atOnce[index] ?? 0, mostAtOnce);
  if (columns.throttles !== undefined && refuses)
    columns.throttles[index] =
      (recorded.series.throttles?.[index] ?? 0) + (recorded.series.invocations?.[index] ?? 0) * (1 - passing);
}
