import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planFunctions } from "../../lib/app/plan-report.ts";
import { chooseBrake } from "../../lib/brake/choose-brake.ts";
import { type Breaker, type BreakerState, neverTripped } from "../../lib/domain/breaker.ts";
import { MODES, type Plan } from "../../lib/domain/plan.ts";
import { DAY_MS, HOUR_MS } from "../../lib/domain/time.ts";
import type { Trigger } from "../../lib/domain/trigger.ts";
import { decide } from "../../lib/policy/decide.ts";
import { rulesFor } from "../../lib/policy/rules-for.ts";
import {
  aBaseline,
  aBucket,
  aCatalogue,
  aFunctionUrl,
  anAnomaly,
  anIncident,
  aPolicy,
  aProfile,
  aQueue,
  NOW_MS,
} from "../support/builders.ts";
import { ALICE } from "../support/builders-actuate.ts";

const cognito: Trigger = {
  kind: "cognito",
  sourceArn: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/p",
};
const handsOff: BreakerState = {
  kind: "held",
  sinceMs: NOW_MS,
  startedAtMs: NOW_MS,
  brakes: [],
  reason: "launch day",
  by: ALICE,
  expiresAtMs: NOW_MS + HOUR_MS,
};

/** One time in ten, so that often nothing at all stands in the way. */
const seldom = fc.nat(9).map((drawn) => drawn === 0);

const situation = fc.record({
  mode: fc.constantFrom(...MODES),
  triggers: fc.subarray([aFunctionUrl, aBucket, aQueue()]),
  hasUserPool: seldom,
  isProtected: seldom,
  isOutsideScope: seldom,
  isUnlearned: seldom,
  isOnProbation: seldom,
  isBaselineOld: seldom,
  isInventoryOld: seldom,
  isUnanswered: seldom,
  isHandsOff: seldom,
  isStoodDown: seldom,
});

type Situation = typeof situation extends fc.Arbitrary<infer Value> ? Value : never;

/** What the plan announces and what the guard decides about a grave anomaly in the same situation. */
function announcedAndDecided(given: Situation) {
  const policy = aPolicy({ mode: given.mode, guarded: given.isOutsideScope ? [{ name: "shop-*" }] : [] });
  const profile = aProfile({
    triggers: given.hasUserPool ? [...given.triggers, cognito] : given.triggers,
    tags: given.isProtected ? { "overcurrent:protect": "true" } : {},
  });
  const catalogue = aCatalogue([profile], {
    takenAtMs: NOW_MS - (given.isInventoryOld ? 4 : 1) * HOUR_MS,
    unanswered: given.isUnanswered
      ? [{ functionName: "checkout", operation: "lambda:GetPolicy", reason: "denied" }]
      : [],
  });
  const learned = aBaseline({
    historyDays: given.isOnProbation ? 1 : 14,
    learnedAtMs: NOW_MS - (given.isBaselineOld ? 15 : 1) * DAY_MS,
  });
  const baseline = given.isUnlearned ? undefined : learned;
  const breaker: Breaker = given.isHandsOff
    ? { functionName: "checkout", version: 1, state: handsOff }
    : neverTripped("checkout");
  const incident = anIncident(
    given.isStoodDown ? { standDown: { by: ALICE, atMs: NOW_MS, reason: "all ours" } } : {},
  );
  const [announced] = planFunctions({
    policy,
    ownNamePrefix: "overcurrent-",
    catalogue,
    baselines: baseline === undefined ? [] : [baseline],
    breakers: [breaker],
    openIncidents: [incident],
    nowMs: NOW_MS,
  });
  const rules = rulesFor(policy, profile, "overcurrent-", NOW_MS);
  const decided = decide({
    anomaly: anAnomaly(1_000),
    incident,
    breaker,
    profile,
    baseline,
    rules,
    policy,
    catalogue,
    fleet: { size: 1, actedLastHour: 0 },
    brake: chooseBrake({ profile, baseline, limits: catalogue.limits, rules }),
    witnesses: 2,
    nowMs: NOW_MS,
  });
  return { announced, decided };
}

const WHEN_NOTHING_OBJECTS = {
  enforce: "act",
  approve: "ask",
  observe: "would-act",
} as const satisfies Record<(typeof MODES)[number], Plan["kind"]>;

describe("the plan that is shown", () => {
  it("is what the guard would decide about a grave anomaly, in every situation", () => {
    fc.assert(
      fc.property(situation, (given) => {
        const { announced, decided } = announcedAndDecided(given);
        const isFree = announced?.protection.kind === "brake" && announced.notNow.length === 0;
        expect(decided.kind).toBe(isFree ? WHEN_NOTHING_OBJECTS[given.mode] : "alert");
      }),
      { numRuns: 400 },
    );
  });
});
