import { randomStream } from "../../../lib/sim/random.ts";
import type { BenchItem } from "./bench-item.ts";
import type { Judgement, SeriesDetector } from "./series-detector.ts";

const CHECKED_ITEMS = 3;
const TOLERANCE = 1e-6;

/**
 * Judges a few series again, cut short at a random row. What a detector says about the rows before must stay the same;
 * if not, it used the future.
 * @returns ids of the items that betray it; empty for an honest detector
 */
export function lookAheads(
  judge: SeriesDetector,
  items: readonly BenchItem[],
  judgements: readonly (readonly Judgement[])[],
  seed: number,
): string[] {
  const { uniform } = randomStream(seed, "look ahead");
  const found: string[] = [];
  for (let check = 0; check < CHECKED_ITEMS; check++) {
    const index = Math.floor(uniform() * items.length);
    const item = items[index];
    const [series] = item?.series ?? [];
    const [whole] = judgements[index] ?? [];
    if (item === undefined || series === undefined || whole === undefined) continue;
    const { length } = series.values;
    const cut = Math.floor(length * (2 / 3 + uniform() / 3));
    const part = judge({ ...series, values: series.values.slice(0, cut) });
    if (!agree(whole, part, cut)) found.push(item.id);
  }
  return found;
}

function agree(whole: Judgement, part: Judgement, rows: number): boolean {
  for (let row = 0; row < rows; row++) {
    if (whole.anomalous[row] !== part.anomalous[row]) return false;
    if (Math.abs((whole.scores[row] ?? 0) - (part.scores[row] ?? 0)) > TOLERANCE) return false;
  }
  return true;
}
