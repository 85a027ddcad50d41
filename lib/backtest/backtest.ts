import type { Catalogue } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { SECOND_MS } from "../domain/time.ts";
import type { LambdaPrices } from "../pricing/prices.ts";
import { incidentCourse } from "./incident-course.ts";
import { judgedDays, type PreparedFunction, prepareFunction } from "./prepared-function.ts";
import { recommend } from "./recommend.ts";
import type { RecordedFunction } from "./recorded-function.ts";
import { replay } from "./replay.ts";
import { isAlarm, isTrip, type ReplayedIncident } from "./replayed-incident.ts";
import type { Backtest, FunctionResult } from "./report.ts";
import { totalsOf } from "./totals.ts";
import { hourlyUsd, ordinaryUsdPerHour } from "./usual-cost.ts";

export type BacktestInput = {
  readonly recorded: readonly RecordedFunction[];
  readonly learnDays: number;
  readonly policy: GuardPolicy;
  readonly prices: LambdaPrices;
  /** Its functions are replaced by those recorded. */
  readonly catalogue: Catalogue;
  readonly onProgress?: (ratio: number) => void;
};

/**
 * What the guard would have done about what was recorded: every night it learns from the two weeks before, at every step it
 * looks at what was visible by then, and judges, joins, decides and brakes by the same code as a deployed guard.
 */
export function backtest(input: BacktestInput): Backtest {
  const { recorded, learnDays, policy, prices } = input;
  const catalogue = { ...input.catalogue, functions: recorded.map(({ profile }) => profile) };
  const terms = { learnDays, prices, limits: catalogue.limits, policy };
  const all = recorded.map((each) => prepareFunction(each, terms));
  const functions = all.filter((prepared) => judgedDays(prepared) > 0);
  const byName = new Map(functions.map((prepared) => [prepared.profile.functionName, prepared]));
  const replayUnder = (tried: GuardPolicy): readonly ReplayedIncident[] =>
    replay({ functions, policy: tried, catalogue });

  const { onProgress } = input;
  const incidents = replay({ functions, policy, catalogue, ...(onProgress && { onProgress }) });
  const alarms = incidents.filter(isAlarm);
  const results = functions.map((prepared) => resultOf(prepared, alarms));
  const days = results.reduce((sum, result) => sum + result.judgedDays, 0);
  return {
    learnDays,
    policy,
    functions: results,
    tooShort: all.filter((prepared) => judgedDays(prepared) <= 0).map((each) => resultOf(each, [])),
    incidents: alarms.flatMap((incident) => {
      const prepared = byName.get(incident.functionName);
      return prepared === undefined ? [] : [{ ...incident, course: incidentCourse(prepared, incident) }];
    }),
    untold: untoldOf(alarms, replayUnder({ ...policy, alertAboveUsdAtRisk: 0 })),
    totals: totalsOf(alarms, days),
    recommendation: recommend({
      functions,
      policy,
      ordinaryUsdPerHour: results.reduce((sum, result) => sum + ordinaryUsdPerHour(result.hourlyUsd), 0),
      replayUnder,
    }),
    assumptions: [...new Set(functions.flatMap(({ assumptions }) => assumptions))],
  };
}

function resultOf(prepared: PreparedFunction, alarms: readonly ReplayedIncident[]): FunctionResult {
  const { functionName } = prepared.profile;
  const own = alarms.filter((incident) => incident.functionName === functionName);
  return {
    functionName,
    recordedFromMs: prepared.minutes.startMs,
    judgedFromMs: prepared.judgedFromMs,
    untilMs: prepared.endMs,
    periodSeconds: prepared.stepMs / SECOND_MS,
    judgedDays: judgedDays(prepared),
    hourlyUsd: hourlyUsd(prepared, prepared.judgedFromMs),
    alarms: own.length,
    trips: own.filter(isTrip).length,
  };
}

/** Anomalies of whatever amount that are no part of an alarm. */
function untoldOf(
  alarms: readonly ReplayedIncident[],
  anomalies: readonly ReplayedIncident[],
): Backtest["untold"] {
  const untold = anomalies.filter(
    (anomaly) =>
      !alarms.some(
        (alarm) =>
          alarm.functionName === anomaly.functionName &&
          alarm.beganAtMs <= anomaly.endedAtMs &&
          anomaly.beganAtMs <= alarm.endedAtMs,
      ),
  );
  return {
    count: untold.length,
    highestAtRiskUsd: Math.max(0, ...untold.map(({ peakAtRiskUsd }) => peakAtRiskUsd)),
  };
}
