import type { SeenAccount, SeenFunction } from "../../../../lib/detect/account/seen.ts";
import { learnBaseline } from "../../../../lib/detect/learn-baseline.ts";
import type { Baseline } from "../../../../lib/domain/baseline.ts";
import type { Window } from "../../../../lib/domain/observation.ts";
import { DAY_MS, MINUTE_MS } from "../../../../lib/domain/time.ts";
import { lambdaPrices } from "../../../../lib/pricing/prices.ts";
import { counts, even, functionProfile, learned, minutes, minutesUntil, NOW } from "../scene.ts";

/** What one function does in an age of minutes: 0 is the newest. */
export type Course = (age: number) => number;

export type Member = {
  readonly name: string;
  /** Runs a minute of 500 ms that are usual. */
  readonly usual: number;
  /** Multiplies it; absent: as usual. */
  readonly times?: Course;
  readonly isOwn?: boolean;
  readonly isTold?: boolean;
};

const RUN_MS = 500;
const LENGTH = 125;

/** A fleet whose total is what its members do, and what is hidden from the inventory. */
export function accountOf(members: readonly Member[], hidden: Course = () => 0): SeenAccount {
  const draw = counts(17);
  const functions = members.map(
    ({ name, usual, times = () => 1, isOwn = false, isTold = false }): SeenFunction => {
      const runs = minutes(LENGTH, (age) => draw(usual * times(age)));
      return {
        profile: functionProfile({ functionName: name, memoryMb: 2_048 }),
        baseline: memberBaseline(usual),
        window: { ...windowOf(runs), functionName: name },
        isOwn,
        isTold,
      };
    },
  );
  const unknown = minutes(LENGTH, hidden);
  const total = unknown.map(
    (count, index) =>
      count + functions.reduce((sum, { window }) => sum + (window.series.invocations?.[index] ?? 0), 0),
  );
  const usual = members.reduce((sum, member) => sum + member.usual, 0);
  return {
    baseline: totalBaseline(usual),
    window: windowOf(total),
    functions,
    nowMs: NOW + 2 * MINUTE_MS,
    prices: lambdaPrices("us-east-1"),
    riskHours: 8,
  };
}

const known = new Map<number, Baseline>();
function memberBaseline(usual: number): Baseline {
  const found = known.get(usual) ?? learned({ rate: even(usual), runMs: RUN_MS, seed: 5 });
  known.set(usual, found);
  return found;
}

/** Learned from minutes, as it is in a night: how a total bursts within five minutes cannot be read from longer periods. */
export function totalBaseline(usual: number): Baseline {
  const draw = counts(3);
  const runs = minutes((14 * DAY_MS) / MINUTE_MS, () => draw(usual));
  return learnBaseline(windowOf(runs), NOW);
}

const windowOf = (runs: readonly number[]): Window => {
  const { functionName: _name, ...window } = minutesUntil(NOW, {
    invocations: runs,
    durationMs: runs.map((count) => count * RUN_MS),
  });
  return window;
};

/** `count` functions alike. */
export const fleet = (count: number, usual: number, times?: Course): Member[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `function-${index}`,
    usual,
    ...(times === undefined ? {} : { times }),
  }));
