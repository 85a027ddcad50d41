import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseBrake } from "../../lib/brake/choose-brake.ts";
import { fitToPrior } from "../../lib/brake/fit-to-prior.ts";
import type { FunctionProfile, ReservedConcurrency } from "../../lib/domain/function-profile.ts";
import type { PlannedChange } from "../../lib/domain/plan.ts";
import {
  ASYNCHRONOUS_SOURCES,
  isPolled,
  isSynchronous,
  isUnbrakeable,
  POLLED_SOURCES,
  type Trigger,
  UNBRAKEABLE_SOURCES,
} from "../../lib/domain/trigger.ts";
import { aBaseline, aProfile } from "../support/builders.ts";
import { CONCURRENCY } from "../support/fake-control.ts";

const sourceArn = "arn:aws:x";
const aTrigger: fc.Arbitrary<Trigger> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(...POLLED_SOURCES),
      mappingId: fc.constantFrom("map-1", "map-2", "map-3"),
      sourceArn: fc.constant(sourceArn),
      enabled: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Trigger>(
      { kind: "function-url", isPublic: true },
      { kind: "api-gateway", sourceArn },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom(...ASYNCHRONOUS_SOURCES),
      sourceArn: fc.constant(sourceArn),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Trigger>({ kind: "unknown", principal: "someone" }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom(...UNBRAKEABLE_SOURCES),
      sourceArn: fc.constant(sourceArn),
    }),
  },
);
const aReservation: fc.Arbitrary<ReservedConcurrency> = fc.oneof(
  fc.constant("unreserved" as const),
  fc.nat(60),
);

/** AWS never has a reservation below the provisioned concurrency. */
const aFunction: fc.Arbitrary<FunctionProfile> = fc
  .record({
    triggers: fc.array(aTrigger, { maxLength: 4 }),
    reservedConcurrency: aReservation,
    provisionedConcurrency: fc.nat(8),
  })
  .map((drawn) =>
    aProfile({
      ...drawn,
      reservedConcurrency:
        drawn.reservedConcurrency === "unreserved"
          ? "unreserved"
          : Math.max(drawn.reservedConcurrency, drawn.provisionedConcurrency),
    }),
  );
const anAccount = fc
  .record({
    concurrentExecutions: fc.constantFrom(10, 50, 100, 400, 1000),
    reservedRatio: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ concurrentExecutions, reservedRatio }) => ({
    concurrentExecutions,
    // AWS keeps 100 executions unreserved, or all of a smaller account.
    unreservedConcurrentExecutions:
      concurrentExecutions - Math.floor(reservedRatio * Math.max(0, concurrentExecutions - 100)),
  }));
const aHistory = fc.option(
  fc
    .record({
      asyncEventsSeen: fc.constantFrom<boolean | "unknown">(true, false, "unknown"),
      busyConcurrency: fc.double({ min: 1, max: 200, noNaN: true }),
    })
    .map(aBaseline),
  { nil: undefined },
);

const asNumber = (reserved: ReservedConcurrency): number =>
  reserved === "unreserved" ? Number.POSITIVE_INFINITY : reserved;
const concurrencyOf = (changes: readonly PlannedChange[]) =>
  changes.flatMap(({ wanted, allowances: [allowance] }) =>
    wanted.kind === "concurrency" && allowance?.kind === "concurrency" ? [{ wanted, allowance }] : [],
  );

describe("the chosen brake, for any function", () => {
  it("breaks no caller, loses no event and asks for nothing that AWS refuses", () => {
    fc.assert(
      fc.property(aFunction, aHistory, anAccount, (profile, baseline, limits) => {
        const choice = chooseBrake({ profile, baseline, limits, rules: { invokedBy: [] } });
        expect(choice.reason.length).toBeGreaterThan(0);
        if (profile.triggers.some(isUnbrakeable)) expect(choice.kind).toBe("alert-only");
        if (choice.kind === "alert-only") return;
        expect(choice.changes.length).toBeGreaterThan(0);

        const isPollOnly = profile.triggers.length > 0 && profile.triggers.every(isPolled);
        const known = baseline?.asyncEventsSeen === false;
        for (const { wanted, allowance } of concurrencyOf(choice.changes)) {
          const reserved = asNumber(wanted.reserved);
          // 0 drops events; only where nobody can have handed any over.
          if (reserved === 0)
            expect(
              known && profile.triggers.filter((trigger) => !isPolled(trigger)).every(isSynchronous),
            ).toBe(true);
          // Throttling a source that Lambda polls costs its messages.
          expect(isPollOnly && known).toBe(false);
          expect(reserved).toBeGreaterThanOrEqual(profile.provisionedConcurrency);
          expect(reserved).toBeLessThan(asNumber(profile.reservedConcurrency));
          expect(asNumber(allowance.reserved)).toBeGreaterThanOrEqual(reserved);
          expect(asNumber(allowance.reserved)).toBeLessThanOrEqual(asNumber(profile.reservedConcurrency));
          const floor = Math.min(100, limits.concurrentExecutions);
          const own = profile.reservedConcurrency === "unreserved" ? 0 : profile.reservedConcurrency;
          for (const value of [wanted.reserved, allowance.reserved])
            if (value !== "unreserved" && value > own)
              expect(limits.unreservedConcurrentExecutions + own - value).toBeGreaterThanOrEqual(floor);
        }
        for (const { setting } of choice.changes)
          if (setting.kind === "event-source")
            expect(
              profile.triggers.some((t) => isPolled(t) && t.enabled && t.mappingId === setting.mappingId),
            ).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a change fitted to what is really set", () => {
  it("only ever lowers", () => {
    fc.assert(
      fc.property(aReservation, aReservation, aReservation, (wanted, allowance, prior) => {
        const value = (reserved: ReservedConcurrency) => ({ kind: "concurrency", reserved }) as const;
        const change = {
          setting: CONCURRENCY,
          wanted: value(wanted),
          allowances: [value(allowance)],
          reason: "",
        };
        const fitted = fitToPrior(change, value(prior));
        if (fitted === undefined) {
          expect(asNumber(wanted)).toBeGreaterThanOrEqual(asNumber(prior));
          return;
        }
        for (const { wanted: lower, allowance: probe } of concurrencyOf([fitted])) {
          expect(asNumber(lower.reserved)).toBeLessThan(asNumber(prior));
          expect(asNumber(probe.reserved)).toBeLessThanOrEqual(asNumber(prior));
        }
      }),
    );
  });
});
