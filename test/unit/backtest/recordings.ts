import {
  type JudgingTerms,
  type PreparedFunction,
  prepareFunction,
} from "../../../lib/backtest/prepared-function.ts";
import type { RecordedFunction } from "../../../lib/backtest/recorded-function.ts";
import { replay } from "../../../lib/backtest/replay.ts";
import type { ReplayedIncident } from "../../../lib/backtest/replayed-incident.ts";
import type { FunctionProfile } from "../../../lib/domain/function-profile.ts";
import type { GuardPolicy } from "../../../lib/domain/guard-policy.ts";
import type { Measurement } from "../../../lib/domain/observation.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";
import { aCatalogue, aPolicy, aProfile } from "../../support/builders.ts";
import { counts } from "../detect/scene.ts";

/** A Monday at midnight. */
export const START_MS: EpochMs = Date.UTC(2026, 10, 2);
export const at = (day: number, hour = 0, minute = 0): EpochMs =>
  START_MS + day * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS;

export type Attack = {
  readonly fromMs: EpochMs;
  readonly minutes: number;
  readonly timesRuns?: number;
  readonly timesLength?: number;
};

export type Recipe = {
  readonly days?: number;
  /** Ordinary runs per minute, a Poisson number around it. */
  readonly perMinute?: number;
  readonly runMs?: number;
  readonly periodSeconds?: 60 | 300;
  readonly attacks?: readonly Attack[];
  readonly seed?: number;
  readonly profile?: Partial<FunctionProfile>;
};

/** 60 runs a minute of 300 ms at 1 GB, called through a function URL; an attack of 50 times costs about $0.70 an hour. */
export function aRecording(recipe: Recipe = {}): RecordedFunction {
  const { days = 10, perMinute = 60, runMs = 300, periodSeconds = 60, attacks = [], seed = 1 } = recipe;
  const draw = counts(seed);
  const periodMs = periodSeconds * 1000;
  const length = (days * DAY_MS) / periodMs;
  const under = (index: number) => {
    const atMs = START_MS + index * periodMs;
    return attacks.find(({ fromMs, minutes }) => atMs >= fromMs && atMs < fromMs + minutes * MINUTE_MS);
  };
  const minutesPerPeriod = periodMs / MINUTE_MS;
  const invocations = Array.from({ length }, (_, index) =>
    draw(perMinute * minutesPerPeriod * (under(index)?.timesRuns ?? 1)),
  );
  const durationMs = invocations.map((runs, index) => runs * runMs * (under(index)?.timesLength ?? 1));
  const maxConcurrency = durationMs.map((ms, index) => {
    const running = ms / periodMs;
    return Math.min(invocations[index] ?? 0, Math.ceil(running + 3 * Math.sqrt(running)));
  });
  const none = invocations.map(() => 0);
  return {
    profile: aProfile({ lastModifiedMs: START_MS - DAY_MS, ...recipe.profile }),
    history: {
      functionName: recipe.profile?.functionName ?? "checkout",
      startMs: START_MS,
      periodSeconds,
      finalUntilMs: START_MS + length * periodMs,
      series: {
        invocations,
        durationMs,
        maxConcurrency,
        errors: none,
        throttles: none,
        asyncEventsReceived: none,
      },
    },
    existsSinceMs: START_MS,
    assumptions: [],
  };
}

/** The recording as it would have been made until `untilMs`. */
export function until(recorded: RecordedFunction, untilMs: EpochMs): RecordedFunction {
  const { history } = recorded;
  const length = Math.floor((untilMs - history.startMs) / (history.periodSeconds * 1000));
  const series: Partial<Record<Measurement, readonly number[]>> = {};
  for (const [measurement, values] of Object.entries(history.series))
    series[measurement as Measurement] = values.slice(0, length);
  return { ...recorded, history: { ...history, series, finalUntilMs: untilMs } };
}

/** Dear enough that an attack is worth acting on: the defaults ask for $8 over a night. */
export const CAREFUL: GuardPolicy = aPolicy({ alertAboveUsdAtRisk: 0.5, actAboveUsdAtRisk: 1 });

export function prepare(recorded: RecordedFunction, terms: Partial<JudgingTerms> = {}): PreparedFunction {
  const { limits } = aCatalogue();
  return prepareFunction(recorded, {
    learnDays: 8,
    prices: lambdaPrices("us-east-1"),
    limits,
    policy: CAREFUL,
    ...terms,
  });
}

/** The incidents of an account that consists of these recordings. */
export function replayed(
  recordings: readonly RecordedFunction[],
  policy: GuardPolicy = CAREFUL,
): readonly ReplayedIncident[] {
  const functions = recordings.map((recorded) => prepare(recorded, { policy }));
  const catalogue = aCatalogue(recordings.map(({ profile }) => profile));
  return replay({ functions, policy, catalogue });
}
