import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actuate } from "../../lib/app/actuate/actuate.ts";
import { chooseBrake } from "../../lib/brake/choose-brake.ts";
import type { ActuationRequest } from "../../lib/domain/actuation.ts";
import { type Breaker, type BreakerState, brakesOf } from "../../lib/domain/breaker.ts";
import { ConcurrentChangeError } from "../../lib/domain/errors.ts";
import type { AccountLimits, FunctionProfile } from "../../lib/domain/function-profile.ts";
import type { PlannedChange } from "../../lib/domain/plan.ts";
import { type Setting, type SettingValue, sameValue } from "../../lib/domain/setting.ts";
import { aBaseline, aCatalogue, aFunctionUrl, anIncident, aProfile, aQueue } from "../support/builders.ts";
import {
  convergeOrder,
  guardOrder,
  holdOrder,
  killOrder,
  releaseOrder,
  restoreOrder,
  type Stage,
  stage,
  tripOrder,
} from "../support/builders-actuate.ts";
import { Crash, type CrashPlan, intercepted, mortal } from "../support/builders-crash.ts";
import { aMapping, CONCURRENCY, fakeControl, reserved, source } from "../support/fake-control.ts";

/*
 * Values that the owner sets are never values that the guard sets (0 and 4; off, and at most 2 at once), so that each
 * value found says who put it there.
 */
const SETTINGS: readonly Setting[] = [aMapping(), CONCURRENCY];
const OWNER_VALUES = [
  [source(true), source(true, 20), source(true, 30)],
  [reserved("unreserved"), reserved(50), reserved(70)],
] as const;

type Step =
  | { readonly kind: "trip" | "converge" | "kill" | "hold" | "release" | "undo" | "new-incident" | "settle" }
  | { readonly kind: "exempt" | "force" | "ask" | "approve" | "refuse" }
  | { readonly kind: "probe" | "widen" | "retrip" | "escalate" | "ease" | "restore" }
  | { readonly kind: "by-hand"; readonly setting: 0 | 1; readonly value: 0 | 1 | 2 }
  | { readonly kind: "later"; readonly minutes: number }
  | { readonly kind: "reject"; readonly on: boolean };

const aStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Step>({ kind: "trip" }, { kind: "kill" }) },
  {
    weight: 8,
    arbitrary: fc.constantFrom<Step>(
      { kind: "probe" },
      { kind: "widen" },
      { kind: "retrip" },
      { kind: "escalate" },
      { kind: "ease" },
      { kind: "restore" },
      { kind: "converge" },
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Step>(
      { kind: "exempt" },
      { kind: "force" },
      { kind: "ask" },
      { kind: "approve" },
      { kind: "refuse" },
    ),
  },
  { weight: 4, arbitrary: fc.constantFrom<Step>({ kind: "hold" }, { kind: "release" }, { kind: "undo" }) },
  { weight: 3, arbitrary: fc.constantFrom<Step>({ kind: "new-incident" }, { kind: "settle" }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("by-hand" as const),
      setting: fc.constantFrom(0 as const, 1 as const),
      value: fc.constantFrom(0 as const, 1 as const, 2 as const),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("later" as const), minutes: fc.integer({ min: 5, max: 30 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reject" as const), on: fc.boolean() }) },
);

const aCrash: fc.Arbitrary<CrashPlan> = fc.record({ atCall: fc.nat(45), takesEffect: fc.boolean() });
const noCrash: CrashPlan = { atCall: Number.POSITIVE_INFINITY, takesEffect: true };

/** The owner's account: what the owner last set, and everything ever set by the owner. */
type Account = Stage & {
  readonly owned: SettingValue[];
  readonly history: SettingValue[][];
  /** What stood there when a person forced a restore: until that is complete, the same value again is taken for the old one. */
  readonly forcedOver: SettingValue[][];
  incidents: number;
  isRejecting: boolean;
};

async function openAccount(slowMappings: boolean): Promise<Account> {
  const owned: SettingValue[] = [OWNER_VALUES[0][0], OWNER_VALUES[1][0]];
  const control = fakeControl(
    SETTINGS.map((setting, index) => [setting, owned[index] as SettingValue]),
    { slowMappings },
  );
  const on = await stage({ control, profile: aProfile({ triggers: [aQueue(), aFunctionUrl] }) });
  return Object.assign(on, {
    owned,
    history: owned.map((value) => [value]),
    forcedOver: owned.map(() => []),
    incidents: 1,
    isRejecting: false,
  });
}

/** The inventory runs, whatever state it finds things in. */
async function takeInventory(on: Account): Promise<void> {
  const mapping = on.control.value(aMapping());
  const concurrency = on.control.value(CONCURRENCY);
  const profile = aProfile({
    triggers: [aQueue("map-1", mapping?.kind === "event-source" && mapping.enabled), aFunctionUrl],
    reservedConcurrency: concurrency?.kind === "concurrency" ? concurrency.reserved : "unreserved",
  });
  await on.deps.catalogue.save(aCatalogue([profile], { takenAtMs: on.nowMs }));
}

function changesFor(profile: FunctionProfile, limits: AccountLimits): PlannedChange[] {
  const brake = chooseBrake({ profile, baseline: aBaseline(), limits, rules: { invokedBy: [] } });
  return brake.kind === "brake" ? [...brake.changes] : [];
}

async function orderFor(on: Account, step: Step): Promise<ActuationRequest | undefined> {
  switch (step.kind) {
    case "trip": {
      const catalogue = await on.deps.catalogue.load();
      const profile = catalogue?.functions[0];
      if (catalogue === undefined || profile === undefined) return undefined;
      const changes = changesFor(profile, catalogue.limits);
      const incidentId = `incident-${on.incidents}`;
      const grade = on.incidents % 2 === 0 ? "full" : "cap";
      return changes.length > 0 ? tripOrder({ changes, incidentId, grade }) : undefined;
    }
    case "kill":
      return killOrder(on.nowMs);
    case "hold":
      return holdOrder(on.nowMs);
    case "release":
      return releaseOrder;
    case "undo":
      return restoreOrder;
    case "force":
      return { ...restoreOrder, force: true };
    case "exempt":
      return { ...holdOrder(on.nowMs), kind: "operator-exempt" };
    case "approve":
      return { ...releaseOrder, kind: "operator-approve" };
    case "refuse":
      return { ...releaseOrder, kind: "operator-reject" };
    case "converge":
      return convergeOrder;
    case "probe":
    case "widen":
    case "retrip":
    case "escalate":
    case "ease":
    case "restore":
      return guardOrder(on, step.kind);
    default:
      return undefined;
  }
}

/** The guard asks about the open incident, as it does in approve mode. */
async function askAPerson(on: Account): Promise<void> {
  const catalogue = await on.deps.catalogue.load();
  const open = await on.deps.incidents.findOpen("checkout");
  const profile = catalogue?.functions[0];
  if (catalogue === undefined || profile === undefined || open === undefined) return;
  const changes = changesFor(profile, catalogue.limits);
  const question = {
    deadlineMs: on.nowMs + 15 * 60_000,
    otherwise: "alert",
    grade: "full",
    changes,
  } as const;
  await on.deps.incidents.save({
    ...open,
    plan: { kind: "ask", reason: "a flood", ...question },
    approval: { askedAtMs: on.nowMs },
  });
}

async function surroundings(on: Account, step: Step): Promise<void> {
  if (step.kind === "ask") await askAPerson(on);
  if (step.kind === "force")
    SETTINGS.forEach((setting, index) => {
      const present = on.control.value(setting);
      if (present !== undefined) on.forcedOver[index]?.push(present);
    });
  if (step.kind === "later") on.later(step.minutes);
  if (step.kind === "settle") on.control.finishTransitions();
  if (step.kind === "reject") {
    on.isRejecting = step.on;
    on.control.rejectWrites(() => (step.on ? "not now" : undefined));
  }
  if (step.kind === "by-hand") {
    const value = OWNER_VALUES[step.setting][step.value];
    const present = on.control.value(SETTINGS[step.setting] as Setting);
    // What is set already is no new word.
    if (present !== undefined && sameValue(present, value)) return;
    if (on.forcedOver[step.setting]?.some((other) => sameValue(other, value))) return;
    on.control.setByHand(SETTINGS[step.setting] as Setting, value);
    on.owned[step.setting] = value;
    on.history[step.setting]?.push(value);
  }
  if (step.kind === "new-incident") {
    const open = await on.deps.incidents.findOpen("checkout");
    if (open !== undefined) await on.deps.incidents.save({ ...open, status: "resolved" });
    on.incidents += 1;
    await on.deps.incidents.save(anIncident({ incidentId: `incident-${on.incidents}` }));
    await takeInventory(on);
  }
}

/** Runs the order, dying as planned; then, after its lease has run out, the same order again until it lives. */
async function carryOut(
  on: Account,
  order: ActuationRequest,
  crashes: readonly CrashPlan[],
): Promise<"cut off" | "whole"> {
  let came: "cut off" | "whole" = "whole";
  for (const plan of [...crashes, noCrash]) {
    try {
      await actuate(mortal(on.deps, plan), order);
      break;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      came = "cut off";
      on.later(2);
    }
  }
  return came;
}

/** A person who forces a restore puts back what was there before the trip, over what was set since. */
async function takeBackWhatIsForced(on: Account, before: Breaker, step: Step): Promise<void> {
  if (step.kind !== "force") return;
  // Refused while a dead run still holds the lease: then nothing was put back, and the person has to ask again.
  const after = await on.deps.breakers.load("checkout");
  if (after.version === before.version) return;
  for (const brake of brakesOf(before.state)) {
    const index = SETTINGS.findIndex(({ kind }) => kind === brake.setting.kind);
    on.owned[index] = brake.prior;
  }
}

/** A person who releases a restore that AWS refuses accepts what is set, as if it were the owner's. */
async function acceptWhatIsLeft(on: Account, before: Breaker, step: Step): Promise<void> {
  if (step.kind !== "release" || !on.isRejecting || before.state.kind !== "restoring") return;
  const after = await on.deps.breakers.load("checkout");
  for (const [index, setting] of SETTINGS.entries()) {
    const isBraked = (state: BreakerState) =>
      brakesOf(state).some((brake) => brake.setting.kind === setting.kind);
    const present = on.control.value(setting);
    if (present === undefined || !isBraked(before.state) || isBraked(after.state)) continue;
    on.owned[index] = present;
    on.history[index]?.push(present);
  }
}

async function expectSafe(on: Account): Promise<void> {
  const { state } = await on.deps.breakers.load("checkout");
  for (const [index, setting] of SETTINGS.entries()) {
    const brake = brakesOf(state).find((candidate) => candidate.setting.kind === setting.kind);
    const present = on.control.value(setting);
    // Whatever is kept as the prior state has been the owner's.
    if (brake !== undefined)
      expect(on.history[index]?.some((value) => sameValue(value, brake.prior))).toBe(true);
    // What no brake is on is as the owner last wanted it.
    if (brake === undefined) expect(present).toEqual(on.owned[index]);
  }
}

/** What somebody finds who comes by afterwards: the breaker without its times, every setting, and what was put on record. */
async function endOf(on: Account): Promise<object> {
  const { state } = await on.deps.breakers.load("checkout");
  const record = await on.deps.ledger.list("checkout", 1_000);
  return {
    kind: state.kind,
    brakes: brakesOf(state).map(({ setting, prior, wanted }) => ({ setting, prior, wanted })),
    settings: SETTINGS.map((setting) => on.control.value(setting)),
    // Each once: a run that died before it did anything leaves its intention behind, and the next one has the same.
    events: [
      ...new Set(record.map(({ event, setting, wanted }) => JSON.stringify([event, setting, wanted]))),
    ].sort(),
  };
}

const isOwners = (on: Account, index: number): boolean =>
  sameValue(on.control.value(SETTINGS[index] as Setting) as SettingValue, on.owned[index] as SettingValue);

/** A person ends it all: restores, and accepts what was changed by hand. */
async function endItAll(on: Account): Promise<void> {
  on.control.rejectWrites(() => undefined);
  for (const order of [
    convergeOrder,
    releaseOrder,
    restoreOrder,
    convergeOrder,
    releaseOrder,
    convergeOrder,
  ]) {
    on.later(2);
    on.control.finishTransitions();
    await on.ask(order);
  }
}

describe("actuate", () => {
  it("never loses what the owner had set, whatever happens and wherever it is cut off", async () => {
    const lives = fc.array(fc.tuple(aStep, fc.array(aCrash, { maxLength: 3 })), {
      minLength: 3,
      maxLength: 14,
    });
    await fc.assert(
      fc.asyncProperty(lives, fc.boolean(), async (steps, slowMappings) => {
        const on = await openAccount(slowMappings);
        for (const [step, crashes] of steps) {
          await surroundings(on, step);
          const order = await orderFor(on, step);
          const before = await on.deps.breakers.load("checkout");
          if (order !== undefined) await carryOut(on, order, crashes);
          await acceptWhatIsLeft(on, before, step);
          await takeBackWhatIsForced(on, before, step);
          await expectSafe(on);
        }
        await endItAll(on);
        expect((await on.deps.breakers.load("checkout")).state.kind).toBe("armed");
        expect(SETTINGS.map((setting) => on.control.value(setting))).toEqual(on.owned);
      }),
      { numRuns: 400 },
    );
  });

  it("comes to the same end wherever it is cut off, after every single call", async () => {
    const orders = fc.constantFrom<Step>(
      { kind: "trip" },
      { kind: "kill" },
      { kind: "probe" },
      { kind: "widen" },
      { kind: "retrip" },
      { kind: "escalate" },
      { kind: "ease" },
      { kind: "restore" },
      { kind: "undo" },
      { kind: "force" },
      { kind: "exempt" },
      { kind: "hold" },
      { kind: "release" },
      { kind: "approve" },
      { kind: "converge" },
    );
    // Whatever leads up to it, nothing is refused by AWS or in the middle of a change when the order comes.
    const lives = fc.array(
      aStep.filter(({ kind }) => kind !== "reject"),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(lives, orders, async (life, last) => {
        const upToTheOrder = async (): Promise<Account> => {
          const on = await openAccount(false);
          for (const step of life) {
            await surroundings(on, step);
            const order = await orderFor(on, step);
            if (order !== undefined) await on.ask(order);
          }
          return on;
        };
        const whole = await upToTheOrder();
        const order = await orderFor(whole, last);
        if (order === undefined) return;
        let calls = 0;
        await actuate(
          intercepted(whole.deps, (perform) => {
            calls += 1;
            return perform();
          }),
          order,
        );
        // A run that dies comes again two minutes later; an order that was not due before may be by then.
        whole.later(2);
        await whole.ask(order);
        const end = await endOf(whole);
        for (let atCall = 0; atCall < calls; atCall += 1)
          for (const takesEffect of [true, false]) {
            const on = await upToTheOrder();
            const came = await carryOut(on, order, [{ atCall, takesEffect }]);
            // What only tidies up after the last step may fail unnoticed.
            if (came === "whole") {
              on.later(2);
              await on.ask(order);
            }
            expect(await endOf(on)).toEqual(end);
          }
      }),
      { numRuns: 60 },
    );
  });

  it("changes nothing the second time when an order comes twice", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { minLength: 2, maxLength: 12 }), async (steps) => {
        const on = await openAccount(false);
        for (const step of steps) {
          await surroundings(on, step);
          const order = await orderFor(on, step);
          if (order === undefined || step.kind === "reject") continue;
          await on.ask(order);
          const changes = on.control.trail.length;
          const { state } = await on.deps.breakers.load("checkout");
          await on.ask(order);
          const after = await on.deps.breakers.load("checkout");
          // A rejected restore is tried again by design; everything else is done once.
          if (state.kind !== "restoring") expect(after.state.kind).toBe(state.kind);
          expect(on.control.trail).toHaveLength(changes);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("never undoes by itself what somebody changed under the brake", async () => {
    const guardSteps = fc.array(
      fc.constantFrom<Step>(
        { kind: "probe" },
        { kind: "retrip" },
        { kind: "restore" },
        { kind: "converge" },
        { kind: "trip" },
      ),
      { minLength: 1, maxLength: 8 },
    );
    const change = fc.record({
      setting: fc.constantFrom(0 as const, 1 as const),
      value: fc.constantFrom(0 as const, 1 as const, 2 as const),
    });
    await fc.assert(
      fc.asyncProperty(guardSteps, change, async (steps, { setting, value }) => {
        const on = await openAccount(false);
        await on.ask((await orderFor(on, { kind: "trip" })) as ActuationRequest);
        await surroundings(on, { kind: "by-hand", setting, value });
        for (const step of steps) {
          on.later(15);
          const { state } = await on.deps.breakers.load("checkout");
          // Once it is armed again the guard starts afresh, and a new trip is a new decision.
          if (state.kind === "armed") break;
          const order = await orderFor(on, step);
          if (order !== undefined) await on.ask(order);
          expect(isOwners(on, setting)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("lets two orders at once end as if one had come after the other", async () => {
    const kinds = fc.constantFrom<Step>(
      { kind: "trip" },
      { kind: "kill" },
      { kind: "undo" },
      { kind: "converge" },
      { kind: "probe" },
      { kind: "hold" },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        kinds,
        kinds,
        fc.boolean(),
        async (scheduler, one, other, isTripped) => {
          const on = await openAccount(false);
          if (isTripped) {
            await on.ask((await orderFor(on, { kind: "trip" })) as ActuationRequest);
            on.later(10);
          }
          const deps = intercepted(on.deps, (perform) => scheduler.schedule(Promise.resolve()).then(perform));
          const runs = [await orderFor(on, one), await orderFor(on, other)].map(async (order) => {
            if (order === undefined) return;
            try {
              await actuate(deps, order);
            } catch (error) {
              if (!(error instanceof ConcurrentChangeError)) throw error;
            }
          });
          await scheduler.waitFor(Promise.all(runs));
          await expectSafe(on);
          await endItAll(on);
          expect(SETTINGS.map((setting) => on.control.value(setting))).toEqual(on.owned);
        },
      ),
      { numRuns: 200 },
    );
  });
});
