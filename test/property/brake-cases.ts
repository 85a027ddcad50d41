import fc from "fast-check";
import type { Attack } from "../../lib/brake/grade.ts";
import type { Cause } from "../../lib/domain/anomaly.ts";
import type { FunctionProfile, ReservedConcurrency } from "../../lib/domain/function-profile.ts";
import {
  ASYNCHRONOUS_SOURCES,
  POLLED_SOURCES,
  type Trigger,
  UNBRAKEABLE_SOURCES,
} from "../../lib/domain/trigger.ts";
import { aBaseline, aProfile } from "../support/builders.ts";

const oneIn = (count: number): fc.Arbitrary<boolean> => fc.nat(count - 1).map((drawn) => drawn === 0);
const sourceArn = "arn:aws:x";
const aRetention = fc.option(fc.integer({ min: 60, max: 1_209_600 }), { nil: undefined });
const aTrigger: fc.Arbitrary<Trigger> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({
        kind: fc.constantFrom(...POLLED_SOURCES),
        mappingId: fc.constantFrom("map-1", "map-2", "map-3"),
        enabled: fc.boolean(),
        keepsForSeconds: aRetention,
      })
      .map(({ keepsForSeconds, ...mapping }) => ({
        ...mapping,
        sourceArn,
        ...(keepsForSeconds !== undefined && { keepsForSeconds }),
      })),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("pipe" as const),
      pipeName: fc.constantFrom("pipe-1", "pipe-2"),
      sourceArn: fc.constant(sourceArn),
      running: fc.boolean(),
    }),
  },
  {
    weight: 4,
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
export const aReservation: fc.Arbitrary<ReservedConcurrency> = fc.oneof(
  fc.constant("unreserved" as const),
  fc.nat(60),
);

export const keyOf = (trigger: Trigger): string =>
  "mappingId" in trigger ? trigger.mappingId : "pipeName" in trigger ? trigger.pipeName : trigger.kind;

/** AWS never has a reservation below the provisioned concurrency. */
const aFunction: fc.Arbitrary<FunctionProfile> = fc
  .record({
    triggers: fc.uniqueArray(aTrigger, { maxLength: 4, selector: keyOf }),
    reservedConcurrency: aReservation,
    provisionedConcurrency: fc.oneof(fc.constant(0), fc.nat(8)),
    maximumEventAgeSeconds: fc.constantFrom(60, 3_600, 21_600),
    hasFailureDestination: fc.boolean(),
    isDurable: oneIn(20),
    hosting: oneIn(20).map((is) => (is ? ("managed-instances" as const) : ("on-demand" as const))),
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

const someRules = fc.record({
  invokedBy: fc.oneof(
    { weight: 9, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.subarray([...UNBRAKEABLE_SOURCES], { minLength: 1 }) },
  ),
});
const anAttack: fc.Arbitrary<Attack | undefined> = fc.option(
  fc.record({
    cause: fc.constantFrom<Cause>("flood", "leech", "loop", "retry-storm", "deploy-regression", "unknown"),
    expectedUsdPerHour: fc.double({ min: 0, max: 1, noNaN: true }),
    affordableUsdPerHour: fc.double({ min: 0, max: 10, noNaN: true }),
    mostUsdPerHour: fc
      .double({ min: 0, max: 1, noNaN: true })
      .map((usdPerExecution) => (executions: number) => executions * usdPerExecution),
  }),
  { nil: undefined },
);
/** Any function in any account, under any rules, attacked or not. */
export const aCase = fc.record({
  profile: aFunction,
  baseline: aHistory,
  limits: anAccount,
  rules: someRules,
  attack: anAttack,
});
export type Case = typeof aCase extends fc.Arbitrary<infer T> ? T : never;
