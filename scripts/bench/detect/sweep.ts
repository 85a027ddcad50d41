import type { BenchItem } from "./bench-item.ts";
import { quantile } from "./quantile.ts";
import { aggregate, type DetectorScore } from "./score.ts";
import { scoreItem } from "./score-item.ts";
import type { Judgement } from "./series-detector.ts";

/** What a detector would reach with the best threshold for a bound on its false alarms. */
export type BoundedScore = {
  readonly mostFalseAlarmsPerFunctionWeek: number;
  /** Undefined when no threshold keeps the bound. */
  readonly best: { readonly threshold: number; readonly score: DetectorScore } | undefined;
};

const BOUNDS = [0.5, 1, 2];
const THRESHOLDS = 40;
/** Shares of all rows that are flagged, as powers of ten: from one in ten to a handful. */
const COMMONEST = -1;
const RAREST = -5.5;

/**
 * Sets one threshold for all series by hindsight, so that detectors with different appetites can be compared. Their
 * own thresholds are not used.
 */
export function sweepThresholds(
  items: readonly BenchItem[],
  judgements: readonly (readonly Judgement[])[],
): BoundedScore[] {
  const swept = thresholdsOf(judgements).map((threshold) => ({
    threshold,
    score: aggregate(
      items.map((item, index) =>
        scoreItem(item, (series, row) => (judgements[index]?.[series]?.scores[row] ?? 0) >= threshold),
      ),
    ),
  }));
  return BOUNDS.map((bound) => ({
    mostFalseAlarmsPerFunctionWeek: bound,
    best: swept
      .filter(({ score }) => score.falseAlarmsPerFunctionWeek <= bound)
      .sort(
        (one, other) =>
          other.score.recall - one.score.recall ||
          one.score.falseAlarmsPerFunctionWeek - other.score.falseAlarmsPerFunctionWeek,
      )[0],
  }));
}

/** Ascending, so that of equals the most sensitive is preferred. */
function thresholdsOf(judgements: readonly (readonly Judgement[])[]): number[] {
  const all = judgements.flat();
  const scores = new Float64Array(all.reduce((count, judgement) => count + judgement.scores.length, 0));
  let filled = 0;
  for (const judgement of all) {
    scores.set(judgement.scores, filled);
    filled += judgement.scores.length;
  }
  scores.sort();
  const thresholds = Array.from({ length: THRESHOLDS }, (_, index) => {
    const flaggedRatio = 10 ** (COMMONEST + ((RAREST - COMMONEST) * index) / (THRESHOLDS - 1));
    return quantile(scores, 1 - flaggedRatio);
  });
  return [...new Set(thresholds)];
}
