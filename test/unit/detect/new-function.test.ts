import { describe, expect, it } from "vitest";
import { expectedPerMinute } from "../../../lib/detect/expectation.ts";
import { judgeFunction } from "../../../lib/detect/judge.ts";
import { blankBaseline, learnBaseline } from "../../../lib/detect/learn-baseline.ts";
import { baselineOfNewFunction } from "../../../lib/detect/new-function.ts";
import { type Peer, similarFunctions } from "../../../lib/detect/similar-functions.ts";
import type { Baseline } from "../../../lib/domain/baseline.ts";
import type { FunctionProfile } from "../../../lib/domain/function-profile.ts";
import { DAY_MS, HOUR_MS } from "../../../lib/domain/time.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";
import {
  CALLED,
  counts,
  diurnal,
  functionProfile,
  historyOf,
  learned,
  minutes,
  minutesUntil,
  NOW,
  QUEUED,
} from "./scene.ts";

const PROBATION_DAYS = 3;
const peer = (functionName: string, perMinute: number, changes: Partial<FunctionProfile> = {}): Peer => ({
  profile: functionProfile({ functionName, ...changes }),
  baseline: { ...learned({ rate: diurnal(perMinute), seed: perMinute }), functionName },
});
/** Middle 60 a minute on average; the busiest do 200. */
const peers = [30, 50, 60, 100, 200].map((perMinute) => peer(`shop-${perMinute}`, perMinute));
const profile = functionProfile({ functionName: "shop-new", triggers: [CALLED] });
const own = (days: number): Baseline =>
  learnBaseline(historyOf({ rate: (atMs) => (atMs < NOW - days * DAY_MS ? 0 : diurnal(60)(atMs)) }), NOW);
const newBaseline = (days = 0, among: readonly Peer[] = peers): Baseline =>
  baselineOfNewFunction({
    profile,
    own: days === 0 ? blankBaseline("shop-new", NOW) : own(days),
    peers: among,
    probationDays: PROBATION_DAYS,
  });

/** Whether two hours at this level alarm, on a Sunday afternoon when everybody is busiest. */
function verdictOn(perMinute: number, baseline: Baseline): string {
  const draw = counts(5);
  const runs = minutes(120, () => draw(perMinute));
  return judgeFunction({
    profile,
    baseline,
    window: minutesUntil(NOW, { invocations: runs, durationMs: runs.map((count) => count * 200) }),
    nowMs: NOW,
    prices: lambdaPrices("us-east-1"),
  }).kind;
}

describe("similarFunctions", () => {
  const namesOf = (among: readonly Peer[]) =>
    similarFunctions(profile, among).map((one) => one.profile.functionName);
  const queued = [1, 2, 3].map((number) => peer(`shop-queue-${number}`, 60, { triggers: [QUEUED] }));
  const strangers = [1, 2, 3].map((number) => peer(`other-${number}`, 60));

  it("are those of the same name and the same triggers, where there are three", () => {
    expect(namesOf([...strangers, ...queued, ...peers])).toEqual(
      peers.map((one) => one.profile.functionName),
    );
  });

  it("are those of the same stack, whatever their names", () => {
    const tags = { "aws:cloudformation:stack-name": "shop" };
    const stack = [1, 2, 3].map((number) => peer(`f${number}`, 60, { tags }));
    const found = similarFunctions({ ...profile, functionName: "unlike", tags }, [...strangers, ...stack]);
    expect(found.map((one) => one.profile.functionName)).toEqual(["f1", "f2", "f3"]);
  });

  it("are all with the same triggers, where the family is small", () => {
    expect(namesOf([...queued, ...strangers, ...peers.slice(0, 2)])).toHaveLength(5);
  });

  it("are all there are, where none has the same triggers", () => {
    expect(namesOf(queued)).toHaveLength(3);
  });

  it("are none where there are fewer than three, and never the function itself", () => {
    expect(namesOf([...peers.slice(0, 2), peer("shop-new", 60)])).toEqual([]);
  });
});

describe("a function without a day of history", () => {
  it("is expected to do what similar functions do in the middle", () => {
    const baseline = newBaseline();
    expect(baseline).toMatchObject({ basis: "similar", historyDays: 0 });
    // 60 * 1.8 at 14:00 and 60 * 0.2 at 02:00, as the middle one of them does
    expect(expectedPerMinute(baseline.invocations, NOW)).toBeGreaterThan(95);
    expect(expectedPerMinute(baseline.invocations, NOW)).toBeLessThan(125);
    expect(expectedPerMinute(baseline.invocations, NOW + 12 * HOUR_MS)).toBeLessThan(20);
  });

  it("is quiet while it does what others do, of which a blank baseline would alarm", () => {
    expect(verdictOn(100, newBaseline())).toBe("quiet");
    expect(verdictOn(100, blankBaseline("shop-new", NOW))).toBe("anomalous");
  });

  it("is quiet up to what the busiest of them do, and alarms far beyond", () => {
    // The record of the busiest: 200 * 1.8 = 360 a minute and some chance
    expect(verdictOn(360, newBaseline())).toBe("quiet");
    expect(verdictOn(3_600, newBaseline())).toBe("anomalous");
  });

  it("keeps nothing of theirs that decides on a brake", () => {
    expect(newBaseline().asyncEventsSeen).toBe("unknown");
  });

  it("is judged as ever where fewer than three functions are known", () => {
    expect(newBaseline(0, peers.slice(0, 2))).toEqual(blankBaseline("shop-new", NOW));
  });
});

describe("a function of a few days", () => {
  it("has its own course, and may burst as similar ones do", () => {
    const wild = peers.map(({ profile: other, baseline }) => ({
      profile: other,
      baseline: {
        ...baseline,
        invocations: { ...baseline.invocations, ownBursts: baseline.invocations.ownBursts.map(() => 50) },
      },
    }));
    const baseline = newBaseline(2, wild);
    expect(baseline.basis).toBe("own");
    expect(baseline.invocations.byTimeOfDay).toEqual(own(2).invocations.byTimeOfDay);
    expect(Math.min(...baseline.invocations.ownBursts)).toBe(50);
  });

  it("stands on its own when its probation is over", () => {
    expect(newBaseline(4)).toEqual(own(4));
  });
});
