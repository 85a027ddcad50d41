import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import { fleet } from "../fleet/fleet.ts";
import { type AccountSpec, accountSpec, type Change } from "../spec.ts";
import { dailyBatch, launch, slowerVersion } from "./benign-events.ts";
import type { Attack, BenignEvent, Stage } from "./episode.ts";
import { flood } from "./flood.ts";
import { retryStorm } from "./retry-storm.ts";
import { writeLoop } from "./write-loop.ts";

/** A Tuesday. The two weeks before it are history. */
const START_OF_DAY_MS = Date.UTC(2026, 10, 10);
const HISTORY_DAYS = 14;

export type PlayedDay = {
  /** Begins two weeks before the day, so that baselines can be learned. */
  readonly account: AccountSpec;
  /** To be given to the world before it is played. */
  readonly changes: readonly Change[];
  readonly startOfDayMs: EpochMs;
  readonly endOfDayMs: EpochMs;
  /** In the order of the day. */
  readonly attacks: readonly Attack[];
  readonly benign: readonly BenignEvent[];
  /** What a person does by hand on an otherwise quiet scheduled function; the player has to do it. */
  readonly manualKill: {
    readonly functionName: string;
    readonly atMs: EpochMs;
    readonly restoreAtMs: EpochMs;
  };
  /** What a perfect guard would do. */
  readonly truth: {
    readonly toTrip: readonly string[];
    /** Functions that do nothing but their work; to trip one is a false trip. */
    readonly toLeaveAlone: readonly string[];
  };
};

/**
 * A day in the life of the fleet with three attacks on it, three things that only look like one, and a person at the
 * kill switch. The seed moves the times by minutes and gives another fleet (see {@link fleet}).
 */
export function playedDay(seed: number): PlayedDay {
  const startMs = START_OF_DAY_MS - HISTORY_DAYS * DAY_MS;
  const account = accountSpec({ seed, startMs, functions: fleet({ seed, startMs }) });
  const stage: Stage = { account, startOfDayMs: START_OF_DAY_MS, endOfDayMs: START_OF_DAY_MS + DAY_MS };
  const attackEpisodes = [flood, retryStorm, writeLoop].map((write) => write(stage));
  const benignEpisodes = [dailyBatch, slowerVersion, launch].map((write) => write(stage));
  const toTrip = attackEpisodes.map(({ attack }) => attack.functionName);
  return {
    account,
    changes: [...attackEpisodes, ...benignEpisodes].flatMap(({ changes }) => changes),
    startOfDayMs: stage.startOfDayMs,
    endOfDayMs: stage.endOfDayMs,
    attacks: attackEpisodes.map(({ attack }) => attack),
    benign: benignEpisodes.map(({ benign }) => benign),
    manualKill: {
      functionName: "currency-rates",
      atMs: stage.startOfDayMs + 13 * HOUR_MS + 40 * MINUTE_MS,
      restoreAtMs: stage.startOfDayMs + 14 * HOUR_MS + 25 * MINUTE_MS,
    },
    truth: {
      toTrip,
      toLeaveAlone: account.functions
        .map(({ functionName }) => functionName)
        .filter((functionName) => !toTrip.includes(functionName)),
    },
  };
}
