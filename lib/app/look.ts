import type { AccountVerdicts } from "../detect/account/judge-seen-account.ts";
import type { Tripwire } from "../detect/account.ts";
import { judgeFunction } from "../detect/judge.ts";
import type { Verdict } from "../domain/anomaly.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { CLOSER_LOOK, FIRST_LOOK, type Measurement, type Window } from "../domain/observation.ts";
import type { EpochMs } from "../domain/time.ts";
import { rulesFor } from "../policy/rules-for.ts";
import type { MetricReader } from "../ports/metrics.ts";
import { lambdaPrices } from "../pricing/prices.ts";
import { firstLookAt } from "../watch/first-look.ts";
import { chooseReads } from "../watch/schedule.ts";
import { longRange, tickRange } from "../watch/window.ts";
import { lookAtAccount } from "./look-at-account.ts";
import { readEach } from "./read-each.ts";
import { readTotals } from "./read-totals.ts";

export type LookInput = {
  readonly metrics: MetricReader;
  readonly catalogue: Catalogue;
  readonly baselines: readonly Baseline[];
  /** Functions with an open incident or an active breaker: read at every tick. */
  readonly suspects: ReadonlySet<string>;
  readonly policy: GuardPolicy;
  /** Functions whose name begins so are the guard itself. */
  readonly ownNamePrefix: string;
  readonly nowMs: EpochMs;
};

export type Look = {
  readonly verdicts: readonly Verdict[];
  readonly tripwire: Tripwire;
  /** The account as a whole; absent: not everything was read this time. */
  readonly account?: AccountVerdicts;
  /** How many functions were read, and why those. */
  readonly read: {
    readonly functions: number;
    readonly reason: string;
    /** The same for those whose last hours were read as well. */
    readonly longLook: { readonly functions: number; readonly reason: string };
    readonly isSweep: boolean;
  };
};

/**
 * Looks at the account, then at the functions that the schedule names, then more closely at the abnormal ones.
 * What could not be read yields the verdict `could-not-look`, never `quiet`.
 */
export async function look(input: LookInput): Promise<Look> {
  const { metrics, catalogue, nowMs, suspects } = input;
  const range = tickRange(nowMs);
  const profiles = new Map(catalogue.functions.map((profile) => [profile.functionName, profile]));
  const baselines = new Map(input.baselines.map((baseline) => [baseline.functionName, baseline]));
  const { tripwire, window: totals } = await readTotals(metrics, baselines.get(undefined), nowMs);
  const reads = chooseReads({ functionNames: [...profiles.keys()], tripwire, suspects, nowMs });

  const asking = (
    functionNames: readonly string[],
    measurementsOf: (profile: FunctionProfile) => readonly Measurement[],
  ) =>
    functionNames.flatMap((functionName) => {
      const profile = profiles.get(functionName);
      return profile === undefined ? [] : [{ functionName, measurements: measurementsOf(profile) }];
    });
  const [first, long] = await Promise.all([
    readEach(
      metrics,
      asking(reads.functionNames, (profile) =>
        firstLookAt(profile, baselines.get(profile.functionName), tripwire.isCrowded),
      ),
      range,
    ),
    readEach(
      metrics,
      asking(reads.longLook.functionNames, () => FIRST_LOOK),
      longRange(nowMs),
    ),
  ]);

  const verdicts = new Map<string, Verdict>();
  const judge = (functionName: string, window: Window): void => {
    const profile = profiles.get(functionName);
    if (profile === undefined) return;
    // Without its last hours a function is judged by what was read: all but the slow drift shows in two hours.
    const longWindow = long.get(functionName);
    const verdict = judgeFunction({
      profile,
      baseline: baselines.get(functionName),
      window,
      ...(typeof longWindow === "object" ? { longWindow } : {}),
      nowMs,
      prices: lambdaPrices(catalogue.region),
      riskHours: rulesFor(input.policy, profile, input.ownNamePrefix, nowMs).riskHours,
      limits: catalogue.limits,
    });
    verdicts.set(functionName, verdict);
  };
  for (const [functionName, seen] of first) {
    if (typeof seen === "string")
      verdicts.set(functionName, { kind: "could-not-look", functionName, reason: seen });
    else judge(functionName, seen);
  }

  const closer = [...verdicts.values()].filter(
    ({ kind, functionName }) => kind === "anomalous" || (kind === "quiet" && suspects.has(functionName)),
  );
  const witnesses = await readEach(
    metrics,
    asking(
      closer.map(({ functionName }) => functionName),
      () => CLOSER_LOOK,
    ),
    range,
  );
  for (const [functionName, seen] of witnesses) {
    const before = first.get(functionName);
    // Without its witnesses a function keeps its first verdict: abnormal enough to tell, never enough to act.
    if (typeof seen === "string" || typeof before !== "object") continue;
    judge(functionName, { ...before, series: { ...before.series, ...seen.series } });
  }
  const everything = reads.functionNames.length === profiles.size;
  const account =
    everything && totals !== undefined
      ? await lookAtAccount({ ...input, window: totals, answers: first, verdicts, baselineOf: baselines })
      : undefined;
  return {
    verdicts: [...verdicts.values()],
    tripwire,
    ...(account === undefined ? {} : { account }),
    read: {
      functions: reads.functionNames.length,
      reason: reads.reason,
      longLook: { functions: reads.longLook.functionNames.length, reason: reads.longLook.reason },
      isSweep: reads.isSweep,
    },
  };
}
