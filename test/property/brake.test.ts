import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseBrake } from "../../lib/brake/choose-brake.ts";
import { fitToPrior } from "../../lib/brake/fit-to-prior.ts";
import type { BrakeChoice } from "../../lib/domain/brake-choice.ts";
import type { FunctionProfile, ReservedConcurrency } from "../../lib/domain/function-profile.ts";
import type { PlannedChange } from "../../lib/domain/plan.ts";
import type { SettingValue } from "../../lib/domain/setting.ts";
import { isPolled, isSynchronous, isUnbrakeable, type Trigger } from "../../lib/domain/trigger.ts";
import { CONCURRENCY } from "../support/fake-control.ts";
import { aCase, aReservation, type Case, keyOf } from "./brake-cases.ts";

const asNumber = (reserved: ReservedConcurrency): number =>
  reserved === "unreserved" ? Number.POSITIVE_INFINITY : reserved;
/** Executions that a value lets run. */
const executionsOf = (value: SettingValue): number => {
  if (value.kind === "concurrency") return asNumber(value.reserved);
  if (value.kind === "pipe") return value.running ? Number.POSITIVE_INFINITY : 0;
  if (!value.enabled) return 0;
  return value.maximumConcurrency === "unlimited" ? Number.POSITIVE_INFINITY : value.maximumConcurrency;
};
const priorOf = ({ setting }: PlannedChange, { reservedConcurrency }: FunctionProfile): number =>
  setting.kind === "concurrency" ? asNumber(reservedConcurrency) : Number.POSITIVE_INFINITY;
const isRead = (trigger: Trigger): boolean =>
  (isPolled(trigger) && trigger.enabled) || (trigger.kind === "pipe" && trigger.running);
const reservationOf = (changes: readonly PlannedChange[]) =>
  changes.find(({ setting }) => setting.kind === "concurrency");

/** Holds for every brake that is chosen in 3,000 cases drawn at random. */
function forAnyBrake(hold: (drawn: Case, changes: readonly PlannedChange[], choice: BrakeChoice) => void) {
  fc.assert(
    fc.property(aCase, (drawn) => {
      const { attack, ...rest } = drawn;
      const choice = chooseBrake({ ...rest, ...(attack !== undefined && { attack }) });
      expect(choice.reason.length).toBeGreaterThan(0);
      if (choice.kind === "brake") hold(drawn, choice.changes, choice);
    }),
    { numRuns: 3_000 },
  );
}

describe("the chosen brake, for any function", () => {
  it("changes something, and says what", () => {
    forAnyBrake((_drawn, changes) => {
      expect(changes.length).toBeGreaterThan(0);
      for (const { reason } of changes) expect(reason.length).toBeGreaterThan(0);
    });
  });

  it("is on no function whose callers would break, or that no reservation limits", () => {
    forAnyBrake(({ profile, rules }) => {
      expect(profile.triggers.some(isUnbrakeable)).toBe(false);
      expect(rules.invokedBy).toEqual([]);
      expect(profile.isDurable).toBe(false);
      expect(profile.hosting).toBe("on-demand");
    });
  });

  it("never throttles a source that is read for the function: it is paused, or nothing is reserved", () => {
    forAnyBrake(({ profile, baseline }, changes) => {
      const paused = changes.filter(({ setting }) => setting.kind !== "concurrency").length;
      const reading = profile.triggers.filter(isRead).length;
      if (reservationOf(changes) !== undefined) expect(paused).toBe(reading);
      else expect(paused).toBeGreaterThan(0);
      const isReadOnly =
        profile.triggers.length > 0 && profile.triggers.every((t) => isPolled(t) || t.kind === "pipe");
      if (isReadOnly && baseline?.asyncEventsSeen === false) expect(reservationOf(changes)).toBeUndefined();
    });
  });

  it("pauses only what is being read", () => {
    forAnyBrake(({ profile }, changes) => {
      for (const { setting } of changes)
        if (setting.kind !== "concurrency")
          expect(
            profile.triggers.some(
              (t) =>
                isRead(t) && keyOf(t) === (setting.kind === "pipe" ? setting.pipeName : setting.mappingId),
            ),
          ).toBe(true);
    });
  });

  it("never stops events at 0, unless a failure destination keeps them and nothing else can be reserved", () => {
    forAnyBrake(({ profile, baseline, limits }, changes) => {
      const reservation = reservationOf(changes);
      if (reservation === undefined || executionsOf(reservation.wanted) > 0) return;
      const direct = profile.triggers.filter((t) => !isPolled(t) && t.kind !== "pipe");
      const onlyWaiting =
        baseline?.asyncEventsSeen === false && direct.length > 0 && direct.every(isSynchronous);
      const cannotReserveOne =
        profile.reservedConcurrency === "unreserved" &&
        limits.unreservedConcurrentExecutions <= Math.min(100, limits.concurrentExecutions);
      expect(onlyWaiting || (profile.hasFailureDestination && cannotReserveOne)).toBe(true);
    });
  });

  it("asks for nothing that AWS refuses: neither below what is provisioned nor beyond what is unreserved", () => {
    forAnyBrake(({ profile, limits }, changes) => {
      const floor = Math.min(100, limits.concurrentExecutions);
      const own = profile.reservedConcurrency === "unreserved" ? 0 : profile.reservedConcurrency;
      const reservation = reservationOf(changes);
      if (reservation === undefined) return;
      const { wanted, cap, allowances } = reservation;
      for (const value of [wanted, ...(cap === undefined ? [] : [cap]), ...allowances]) {
        const executions = executionsOf(value);
        expect(executions).toBeGreaterThanOrEqual(profile.provisionedConcurrency);
        if (Number.isFinite(executions) && executions > own)
          expect(limits.unreservedConcurrentExecutions + own - executions).toBeGreaterThanOrEqual(floor);
      }
    });
  });

  it("lowers, by a full brake below its cap below the prior state", () => {
    forAnyBrake(({ profile }, changes) => {
      for (const change of changes) {
        const prior = priorOf(change, profile);
        expect(executionsOf(change.wanted)).toBeLessThan(prior);
        if (change.cap === undefined) continue;
        expect(executionsOf(change.cap)).toBeGreaterThanOrEqual(2);
        expect(executionsOf(change.cap)).toBeGreaterThan(executionsOf(change.wanted));
        expect(executionsOf(change.cap)).toBeLessThan(prior);
      }
    });
  });

  it("is let go in stages that only grow, from above the full brake to at most the prior state", () => {
    forAnyBrake(({ profile }, changes) => {
      for (const change of changes) {
        const stages = change.allowances.map(executionsOf);
        expect(stages.length).toBeGreaterThan(0);
        for (const [index, stage] of stages.entries()) {
          expect(stage).toBeGreaterThan(stages[index - 1] ?? executionsOf(change.wanted));
          expect(stage).toBeLessThanOrEqual(priorOf(change, profile));
        }
      }
    });
  });

  it("leaves queues the executions that they are let go with, so that no message is refused", () => {
    forAnyBrake(({ profile }, changes) => {
      const reservation = reservationOf(changes);
      const isQueue = ({ setting }: PlannedChange) =>
        profile.triggers.some(
          (t) => t.kind === "sqs" && "mappingId" in setting && t.mappingId === setting.mappingId,
        );
      const queues = changes.filter(isQueue);
      for (const [stage, allowance] of (reservation?.allowances ?? []).entries()) {
        if (executionsOf(allowance) === asNumber(profile.reservedConcurrency)) continue;
        const read = queues.map(({ allowances }) => allowances[Math.min(stage, allowances.length - 1)]);
        const asked = read.reduce((sum, value) => sum + (value === undefined ? 0 : executionsOf(value)), 0);
        expect(executionsOf(allowance)).toBeGreaterThan(asked);
      }
    });
  });

  it("is a cap only against what a cap ends, and only where it has one", () => {
    forAnyBrake(({ attack }, changes, choice) => {
      if (choice.kind !== "brake" || choice.grade === "full") return;
      expect(["flood", "leech", "unknown"]).toContain(attack?.cause);
      expect(changes.map(({ setting }) => setting.kind)).toEqual(["concurrency"]);
      for (const { wanted, cap } of changes) {
        expect(executionsOf(wanted)).toBeLessThan(cap === undefined ? 0 : executionsOf(cap));
        if (attack === undefined || cap === undefined) continue;
        const usdPerHour = attack.mostUsdPerHour(executionsOf(cap)) - attack.expectedUsdPerHour;
        expect(usdPerHour).toBeLessThan(attack.affordableUsdPerHour);
      }
    });
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
        expect(executionsOf(fitted.wanted)).toBeLessThan(asNumber(prior));
        for (const stage of fitted.allowances)
          expect(executionsOf(stage)).toBeLessThanOrEqual(asNumber(prior));
      }),
    );
  });
});
