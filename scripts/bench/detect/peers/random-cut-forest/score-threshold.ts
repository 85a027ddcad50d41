/** Mean and standard deviation in which older values fade. */
type FadingMoments = {
  readonly add: (value: number) => void;
  readonly mean: () => number;
  readonly deviation: () => number;
};

/** Learns what scores are usual and says above which a score is an anomaly. */
export type ScoreThreshold = {
  /** Before the score of the point is learned. */
  current(): number;
  learn(score: number): void;
};

/** No score below is an anomaly, however calm the series was. */
const LEAST = 0.8;
/** Until enough scores are known to have a deviation. */
const INITIAL = 1.5;
const LEAST_SCORES = 10;
const DEVIATIONS = 3;
const LEAST_DEVIATIONS = 2;
/** Scores of a calm series lie below; then fewer deviations are asked for. */
const USUAL_MEAN = 0.9;
/** How fast the differences of consecutive scores are forgotten: the rate of anomalies that the library assumes. */
const DIFFERENCE_FADING = 0.01;

/**
 * Mean score plus three deviations, half of them of the scores and half of their differences, because the scores of
 * overlapping shingles depend on each other.
 * Source: the `BasicThresholder` of AWS's library with its defaults (aws/random-cut-forest-by-aws).
 */
export function scoreThreshold(fading: number): ScoreThreshold {
  const scores = fadingMoments(fading);
  const differences = fadingMoments(DIFFERENCE_FADING);
  let count = 0;
  let last = 0;
  return {
    current() {
      if (count < LEAST_SCORES) return INITIAL;
      const deviations = Math.max(LEAST_DEVIATIONS, DEVIATIONS * Math.min(1, scores.mean() / USUAL_MEAN));
      const longTerm = 0.5 * scores.deviation() + 0.5 * differences.deviation();
      const learned = scores.mean() + scores.deviation() + (deviations - 1) * longTerm;
      const trust = Math.min(1, (count - LEAST_SCORES) / LEAST_SCORES);
      return Math.max(LEAST, trust * learned + (1 - trust) * INITIAL);
    },
    learn(score) {
      scores.add(score);
      differences.add(score - last);
      last = score;
      count++;
    },
  };
}

function fadingMoments(fading: number): FadingMoments {
  let sum = 0;
  let squares = 0;
  let weight = 0;
  let count = 0;
  return {
    add(value) {
      const kept = Math.min(1 - fading, 1 - 1 / (count + 2));
      sum = sum * kept + value;
      squares = squares * kept + value * value;
      weight = weight * kept + 1;
      count++;
    },
    mean: () => (weight === 0 ? 0 : sum / weight),
    deviation: () => (weight === 0 ? 0 : Math.sqrt(Math.max(0, squares / weight - (sum / weight) ** 2))),
  };
}
