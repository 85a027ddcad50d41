import { alarmRows } from "./alarms.ts";
import type { BenchItem, ItemKind, RowRange } from "./bench-item.ts";

/** What a detector did with one attack. */
export type AttackOutcome = {
  readonly detected: boolean;
  /** From the first attacked minute to the end of the first flagged row; undefined when not detected. */
  readonly minutesToDetect: number | undefined;
  /** Counts of the attack up to and with the first flagged row; all of them when not detected. */
  readonly excessLet: number;
  /** The same as a share of the whole attack, 0 to 1. */
  readonly excessLetRatio: number;
};

/** What a detector did with one item. */
export type ItemOutcome = {
  readonly kind: ItemKind;
  /** From the eighth day on; before, a detector may still be learning. */
  readonly falseAlarms: { readonly history: number; readonly testDay: number };
  /** Time in which an alarm would be false, of all series of the item. */
  readonly functionWeeks: number;
  readonly attack: AttackOutcome | undefined;
  /** Whether the benign event raised an alarm; undefined when there was none. */
  readonly benignAlarmed: boolean | undefined;
};

const PROBATION_DAYS = 7;
const MERGE_SECONDS = 1800;
/** After an attack its backlog and echoes are its own; an alarm about them is no false one. */
const AFTERMATH_SECONDS = 3600;
/** A detector that already alarmed on most of this time saw something else than the attack. */
const BEFORE_ONSET_SECONDS = 7200;
const WEEK_SECONDS = 604_800;

/**
 * Holds the flags of a detector against what was put into an item.
 * @param isFlagged whether `row` of the `series`th of its series is flagged
 */
export function scoreItem(item: BenchItem, isFlagged: (series: number, row: number) => boolean): ItemOutcome {
  const { stepSeconds, testFrom } = item;
  const rowsPerHour = 3600 / stepSeconds;
  const judged = judgedRows(item);
  const rows = judged.length;
  let history = 0;
  let testDay = 0;
  for (const series of item.series.keys()) {
    const isFalse = (row: number): boolean => judged[row] === 1 && isFlagged(series, row);
    for (const row of alarmRows(isFalse, rows, MERGE_SECONDS / stepSeconds, rowsPerHour))
      if (row < testFrom) history++;
      else testDay++;
  }
  const isAnyFlagged = (row: number): boolean => item.series.some((_, series) => isFlagged(series, row));
  const judgedCount = judged.reduce((sum, isJudged) => sum + isJudged, 0);
  return {
    kind: item.kind,
    falseAlarms: { history, testDay },
    functionWeeks: (item.series.length * judgedCount * stepSeconds) / WEEK_SECONDS,
    attack: item.attack && scoreAttack(item, item.attack, isAnyFlagged),
    benignAlarmed: item.benign && firstFlagged(item.benign, isAnyFlagged) !== undefined,
  };
}

function scoreAttack(
  { stepSeconds, excess }: BenchItem,
  attack: RowRange,
  isFlagged: (row: number) => boolean,
): AttackOutcome {
  const total = sum(excess);
  const first = firstFlagged(attack, isFlagged);
  if (first === undefined || alarmedBefore(attack, stepSeconds, isFlagged))
    return { detected: false, minutesToDetect: undefined, excessLet: total, excessLetRatio: 1 };
  const rowsLet = first - attack.from + 1;
  const excessLet = sum(excess.slice(0, rowsLet));
  return {
    detected: true,
    minutesToDetect: (rowsLet * stepSeconds) / 60,
    excessLet,
    excessLetRatio: excessLet / Math.max(total, 1),
  };
}

function alarmedBefore(attack: RowRange, stepSeconds: number, isFlagged: (row: number) => boolean): boolean {
  const from = Math.max(0, attack.from - BEFORE_ONSET_SECONDS / stepSeconds);
  let flagged = 0;
  for (let row = from; row < attack.from; row++) if (isFlagged(row)) flagged++;
  return flagged > (attack.from - from) / 2;
}

function firstFlagged(range: RowRange, isFlagged: (row: number) => boolean): number | undefined {
  for (let row = range.from; row < range.until; row++) if (isFlagged(row)) return row;
  return undefined;
}

/** 1 for every row at which an alarm would be false. */
function judgedRows({
  series,
  stepSeconds,
  startMs,
  attack,
  benign,
  poison,
  labelledWindows,
}: BenchItem): Uint8Array {
  const judged = new Uint8Array(series[0]?.values.length ?? 0).fill(1);
  const aftermath = AFTERMATH_SECONDS / stepSeconds;
  judged.fill(0, 0, (PROBATION_DAYS * 86_400) / stepSeconds);
  if (attack) judged.fill(0, attack.from, attack.until + aftermath);
  if (benign) judged.fill(0, benign.from, benign.until);
  if (poison) judged.fill(0, poison.from, poison.until + aftermath);
  const stepMs = stepSeconds * 1000;
  for (const { fromMs, untilMs } of labelledWindows) {
    const from = Math.ceil((fromMs - startMs) / stepMs);
    const last = Math.floor((untilMs - startMs) / stepMs);
    if (last >= 0) judged.fill(0, Math.max(0, from), last + 1);
  }
  return judged;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
