import { randomStream } from "../../../../../lib/sim/random.ts";
import type { SeriesDetector } from "../../series-detector.ts";
import { judgeDeviations } from "../squash.ts";
import { sampledTree } from "./sampled-tree.ts";
import { scoreThreshold } from "./score-threshold.ts";

const SHINGLE_ROWS = 8;
const TREES = 50;
const SAMPLE_SIZE = 256;
const TIME_DECAY = 1 / (10 * SAMPLE_SIZE);
/** Points that a forest must have seen before it gives a score: a quarter of the sample. */
const PROBATION_POINTS = SAMPLE_SIZE / 4;

/**
 * Random cut forest on the last eight rows, with the threshold that AWS's library lays over the scores.
 * Left out of that library: scaling of the input, which changes the scores of a single metric little, and the
 * suppression of further anomalies within a shingle, which half an hour's merging of alarms does here.
 * Source: Guha, Mishra, Roy & Schrijvers (2016), "Robust Random Cut Forest Based Anomaly Detection On Streams", ICML.
 */
export const randomCutForest: SeriesDetector = ({ values }) => {
  const counts = Float32Array.from(values);
  const shingles = values
    .slice(SHINGLE_ROWS - 1)
    .map((_, sequence) => counts.subarray(sequence, sequence + SHINGLE_ROWS));
  const scores = forestScores(shingles);
  const threshold = scoreThreshold(TIME_DECAY);
  const ratios = values.map((_, row) => {
    const sequence = row - SHINGLE_ROWS + 1;
    if (sequence < PROBATION_POINTS) return 0;
    const score = scores[sequence] ?? 0;
    const ratio = score / threshold.current();
    threshold.learn(score);
    return ratio;
  });
  return judgeDeviations(ratios, 1);
};

/** Mean score of each point over all trees, before the trees learn it. */
function forestScores(points: readonly Float32Array[]): Float64Array {
  const scores = new Float64Array(points.length);
  // Tree by tree and not point by point: one tree fits into the processor's cache, fifty do not.
  for (let number = 0; number < TREES; number++) {
    const tree = sampledTree(SAMPLE_SIZE, SHINGLE_ROWS, TIME_DECAY, randomStream(number, "tree").uniform);
    points.forEach((point, sequence) => {
      if (sequence >= PROBATION_POINTS)
        scores[sequence] = (scores[sequence] ?? 0) + tree.score(point) / TREES;
      tree.offer(point, sequence);
    });
  }
  return scores;
}
