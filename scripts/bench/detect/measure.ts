import type { BenchItem } from "./bench-item.ts";
import { lookAheads } from "./look-ahead.ts";
import { type DetectorScore, scoreFlags } from "./score.ts";
import type { Judgement, SeriesDetector } from "./series-detector.ts";
import { type BoundedScore, sweepThresholds } from "./sweep.ts";

/** Items that belong together: those of one seed, or of one directory. */
export type BenchSet = { readonly name: string; readonly items: readonly BenchItem[] };

export type Measurement = {
  /** By the detector's own flags, over all sets together. */
  readonly score: DetectorScore;
  readonly bySet: Readonly<Record<string, DetectorScore>>;
  readonly bounded: readonly BoundedScore[];
  /** Items on which it used rows that come later. */
  readonly lookAheads: readonly string[];
  readonly points: number;
  readonly pointsPerSecond: number;
};

/**
 * Lets a detector judge every series of all sets and scores what it said.
 * @param onJudged called after each item with the number of its rows
 * @throws {Error} when it does not give every row a flag and a score from 0 to 1
 */
export function measure(
  judge: SeriesDetector,
  sets: readonly BenchSet[],
  onJudged: (rows: number) => void,
): Measurement {
  let points = 0;
  let elapsedMs = 0;
  const judgements = sets.map(({ items }) =>
    items.map((item) =>
      item.series.map((series) => {
        const startedMs = performance.now();
        const judgement = judge(series);
        elapsedMs += performance.now() - startedMs;
        const rows = series.values.length;
        checkJudgement(judgement, rows, item.id);
        points += rows;
        onJudged(rows);
        return judgement;
      }),
    ),
  );
  const items = sets.flatMap((set) => set.items);
  return {
    score: scoreFlags(items, judgements.flat()),
    bySet: Object.fromEntries(
      sets.map((set, index) => [set.name, scoreFlags(set.items, judgements[index] ?? [])]),
    ),
    bounded: sweepThresholds(items, judgements.flat()),
    lookAheads: sets.flatMap((set, index) => lookAheads(judge, set.items, judgements[index] ?? [], index)),
    points,
    pointsPerSecond: points / (elapsedMs / 1000),
  };
}

function checkJudgement({ scores, anomalous }: Judgement, rows: number, id: string): void {
  if (scores.length !== rows || anomalous.length !== rows)
    throw new Error(`${id}: ${scores.length} scores and ${anomalous.length} flags for ${rows} rows`);
  for (let row = 0; row < rows; row++) {
    const score = scores[row] ?? Number.NaN;
    if (!(score >= 0 && score <= 1))
      throw new Error(`${id}: score ${score} at row ${row} is not from 0 to 1`);
  }
}
