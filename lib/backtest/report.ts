import type { GuardPolicy } from "../domain/guard-policy.ts";
import type { EpochMs } from "../domain/time.ts";
import type { IncidentCourse } from "./incident-course.ts";
import type { ReplayedIncident } from "./replayed-incident.ts";

/** What the replay of one function came to. */
export type FunctionResult = {
  readonly functionName: string;
  readonly recordedFromMs: EpochMs;
  /** What comes before was only learned from; equal to `untilMs`: the recording was too short to judge anything. */
  readonly judgedFromMs: EpochMs;
  readonly untilMs: EpochMs;
  readonly periodSeconds: number;
  readonly judgedDays: number;
  /** As recorded, per hour from `judgedFromMs` on; USD, list price. */
  readonly hourlyUsd: readonly number[];
  readonly alarms: number;
  readonly trips: number;
};

export type ReportedIncident = ReplayedIncident & { readonly course: IncidentCourse };

export type BacktestTotals = {
  readonly functionWeeks: number;
  /** Incidents that somebody would have been told of, and those of them that would have been stopped. */
  readonly alarms: number;
  readonly trips: number;
  readonly alarmsPerFunctionWeek: number;
  /** Cost of the incidents beyond the usual, USD at list price: as recorded, and until they were stopped. */
  readonly burnedUsd: number;
  readonly burnedBeforeTripUsd: number;
  /** Not spent while stopped, beyond the usual. Of it `deferredUsd` is put off: events wait and run later. */
  readonly savedUsd: number;
  readonly deferredUsd: number;
  readonly runsRefused: number;
  readonly runsDelayed: number;
  /** Runs that would have come on an ordinary day, too, among both. */
  readonly ordinaryRunsHeldBack: number;
};

/** Settings that fit what was recorded, and why. */
export type Recommendation = {
  /** The whole policy with the recommended settings in it. */
  readonly policy: GuardPolicy;
  /** Only what is recommended, as lines for overcurrent.yml. */
  readonly yaml: string;
  readonly reasons: readonly string[];
  /** Whether it differs from the policy that was replayed. */
  readonly isChange: boolean;
  /** What the same history would have brought with it. */
  readonly alarms: number;
  readonly trips: number;
};

export type Backtest = {
  readonly learnDays: number;
  readonly policy: GuardPolicy;
  /** Those of which at least something was judged, and those too short for it. */
  readonly functions: readonly FunctionResult[];
  readonly tooShort: readonly FunctionResult[];
  /** Those that somebody would have been told of, in order of time. */
  readonly incidents: readonly ReportedIncident[];
  /** Anomalies that were too small or too short for telling anybody. */
  readonly untold: { readonly count: number; readonly highestAtRiskUsd: number };
  readonly totals: BacktestTotals;
  readonly recommendation: Recommendation;
  /** What was assumed where nothing was recorded, in sentences. */
  readonly assumptions: readonly string[];
};
