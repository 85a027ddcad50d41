import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../../lib/domain/time.ts";
import { recordedLoad } from "../../../../lib/sim/traffic/load.ts";
import { RECORDINGS, type RecordingName } from "../../../../lib/sim/traffic/recordings.ts";
import { normalAt, SALTS, slowNoiseAt } from "./draws.ts";

/** A Monday. Two weeks of history and a week in which the watchers watch. */
export const FLEET_START_MS: EpochMs = Date.UTC(2026, 9, 26);
export const HISTORY_DAYS = 14;
export const WATCHED_DAYS = 7;
export const FLEET_MINUTES = ((HISTORY_DAYS + WATCHED_DAYS) * DAY_MS) / MINUTE_MS;

/** How the expected traffic of a function goes over day and week, relative to its mean. */
export type Course = {
  readonly name: string;
  /** Of a hundred functions that are no timers. */
  readonly share: number;
  /** By minute since the fleet's start, in which the noise is that all functions of the course have in common. */
  readonly factors: Float64Array;
  /** Whether each function has bursts of its own besides. */
  readonly bursts: boolean;
};

type Pattern = { readonly name: string; readonly share: number; readonly bursts?: boolean } & (
  | { readonly peakHour: number; readonly swing: number; readonly weekend: number }
  | { readonly recording: RecordingName; readonly week: number }
);

const PATTERNS: readonly Pattern[] = [
  { name: "office-east", share: 25, peakHour: 10, swing: 0.8, weekend: 0.4 },
  { name: "office-west", share: 20, peakHour: 18, swing: 0.7, weekend: 0.5 },
  { name: "evening", share: 15, peakHour: 20, swing: 0.6, weekend: 1.3 },
  { name: "even", share: 15, peakHour: 14, swing: 0.1, weekend: 0.9 },
  { name: "bursty", share: 15, peakHour: 14, swing: 0.3, weekend: 0.8, bursts: true },
  { name: "recorded-steady", share: 4, recording: "steady", week: 0 },
  { name: "recorded-lively", share: 3, recording: "lively", week: 1 },
  { name: "recorded-wild", share: 3, recording: "wild", week: 2 },
];

const EVERYBODYS_NOISE = 0.05;
const OWN_COURSES_NOISE = 0.05;
const NOISE_MINUTES = 20;
const EVERYBODY = 0;

export const coursesOf = (seed: number): readonly Course[] =>
  PATTERNS.map(({ name, share, bursts = false, ...pattern }, index) => {
    const level = levelOf(pattern);
    const factors = new Float64Array(FLEET_MINUTES);
    for (let minute = 0; minute < FLEET_MINUTES; minute += 1) {
      const shared =
        EVERYBODYS_NOISE * slowNoiseAt(NOISE_MINUTES, seed, EVERYBODY, minute, SALTS.commonNoise);
      const own = OWN_COURSES_NOISE * slowNoiseAt(NOISE_MINUTES, seed, 1 + index, minute, SALTS.commonNoise);
      factors[minute] = level(FLEET_START_MS + minute * MINUTE_MS) * Math.exp(shared + own);
    }
    return { name, share, bursts, factors };
  });

type Level = (atMs: EpochMs) => number;

function levelOf(
  pattern:
    | { readonly peakHour: number; readonly swing: number; readonly weekend: number }
    | { readonly recording: RecordingName; readonly week: number },
): Level {
  if ("recording" in pattern)
    return recordedLoad(RECORDINGS[pattern.recording], { week: pattern.week, laterByMs: 0 }, FLEET_START_MS);
  const { peakHour, swing, weekend } = pattern;
  return (atMs) => {
    const weekday = new Date(atMs).getUTCDay();
    const ofWeek = weekday === 0 || weekday === 6 ? weekend : 1;
    return ofWeek * (1 + swing * Math.cos((2 * Math.PI * (atMs - peakHour * HOUR_MS)) / DAY_MS));
  };
}

/** One standard normal draw for each function, for traits that no minute changes. */
export const traitNormal = (seed: number, index: number, trait: number): number =>
  normalAt(seed, index, trait, SALTS.trait);
