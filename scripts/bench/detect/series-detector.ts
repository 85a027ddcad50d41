import type { CountSeries } from "./bench-item.ts";

/** Row by row: a score from 0 to 1 and whether the detector would alarm, by its own threshold. */
export type Judgement = {
  readonly scores: ArrayLike<number>;
  readonly anomalous: ArrayLike<boolean>;
};

/** Judges every row by itself and the rows before it, never by a later one. */
export type SeriesDetector = (series: CountSeries) => Judgement;
