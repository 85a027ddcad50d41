import { describe, expect, it } from "vitest";
import type { FunctionControl } from "../../lib/ports/function-control.ts";

export type RefusalsSubject = {
  readonly control: FunctionControl;
  /** In an account that must leave 100 of its 1,000 unreserved, with at most 20 reserved elsewhere. */
  readonly functionName: string;
  /** Its mapping to a queue, on and at rest. */
  readonly mappingId: string;
  /** A function with 3 provisioned. */
  readonly provisionedName: string;
  /** From now on `functionName` is being updated, for a while. */
  beginUpdate(): Promise<void>;
  /** How long the control has waited because it was asked to, each time. */
  readonly waitsMs: readonly number[];
};

/** The same for a function in an account with a limit of 10, which must all stay unreserved. */
export type NewAccountSubject = Pick<RefusalsSubject, "control" | "functionName">;

export type RefusalsSubjects = {
  readonly ordinary: () => Promise<RefusalsSubject>;
  readonly newAccount: () => Promise<NewAccountSubject>;
};

/** What AWS refuses (and what it never does), in AWS's own recorded words. */
export const REFUSALS: Readonly<Record<string, (subjects: RefusalsSubjects) => Promise<void>>> = {
  "a reservation that leaves too little to the others": async ({ ordinary }) => {
    const { control, functionName } = await ordinary();
    const setting = concurrencyOf(functionName);
    expect(await control.write(setting, reserved(950))).toEqual(rejected(unreservedFloor(100)));
    expect(await control.read(setting)).toMatchObject({ value: { value: reserved("unreserved") } });
  },

  "any reservation in a new account": async ({ newAccount }) => {
    const { control, functionName } = await newAccount();
    expect(await control.write(concurrencyOf(functionName), reserved(1))).toEqual(
      rejected(unreservedFloor(10)),
    );
  },

  "never a reservation of 0, whatever must stay unreserved": async ({ newAccount }) => {
    const { control, functionName } = await newAccount();
    expect(await control.write(concurrencyOf(functionName), reserved(0))).toEqual(done);
  },

  "never a larger reservation because of the one it replaces": async ({ ordinary }) => {
    const { control, functionName } = await ordinary();
    const setting = concurrencyOf(functionName);
    // 880 and 850 together would be more than the whole account has.
    for (const value of [850, 880]) expect(await control.write(setting, reserved(value))).toEqual(done);
    expect(await control.write(setting, reserved(950))).toEqual(rejected(unreservedFloor(100)));
    expect(await control.read(setting)).toMatchObject({ value: { value: reserved(880) } });
  },

  "a reservation below what is provisioned, also of 0": async ({ ordinary }) => {
    const { control, provisionedName } = await ordinary();
    const setting = concurrencyOf(provisionedName);
    for (const value of [0, 1, 2])
      expect(await control.write(setting, reserved(value))).toEqual(
        rejected(
          // The blanks are AWS's.
          ` ReservedConcurrentExecutions  ${value} should not be lower than function's total provisioned concurrency [3].`,
        ),
      );
    expect(await control.write(setting, reserved(3))).toEqual(done);
  },

  "a reservation for a version or alias": async ({ ordinary }) => {
    const { control, functionName } = await ordinary();
    expect(await control.write(concurrencyOf(`${functionName}:live`), reserved(1))).toEqual(
      rejected(
        "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.",
      ),
    );
  },

  "a reservation, or taking one away, while the function is being updated": async ({ ordinary }) => {
    const { control, functionName, beginUpdate } = await ordinary();
    await beginUpdate();
    for (const value of [1, "unreserved"] as const)
      expect(await control.write(concurrencyOf(functionName), reserved(value))).toEqual(busy);
  },

  "another change to a mapping that is on its way, which reads as not settled": async ({ ordinary }) => {
    const { control, functionName, mappingId } = await ordinary();
    const setting = { kind: "event-source", functionName, mappingId } as const;
    const off = { kind: "event-source", enabled: false, maximumConcurrency: "unlimited" } as const;
    await control.write(setting, off);
    expect(await control.read(setting)).toEqual({ ok: true, value: { value: off, settled: false } });
    expect(await control.write(setting, { ...off, enabled: true })).toEqual(busy);
  },

  "requests beyond 15 a second, which are repeated after the time that AWS asks for": async ({
    ordinary,
  }) => {
    const { control, functionName, waitsMs } = await ordinary();
    const caller = async () => {
      for (let request = 0; request < 10; request += 1)
        expect(await control.read(concurrencyOf(functionName))).toMatchObject({ ok: true });
    };
    await Promise.all(Array.from({ length: 10 }, caller));
    expect(new Set(waitsMs)).toEqual(new Set([1_000]));
  },
};

const concurrencyOf = (functionName: string) => ({ kind: "concurrency", functionName }) as const;
const reserved = (value: number | "unreserved") => ({ kind: "concurrency", reserved: value }) as const;
const done = { ok: true, value: undefined };
const busy = { ok: false, error: { kind: "busy", leaseUntilMs: expect.any(Number) } };
const rejected = (message: string) => ({
  ok: false,
  error: { kind: "rejected-by-aws", operation: "lambda:PutFunctionConcurrency", message },
});
const unreservedFloor = (floor: number): string =>
  `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${floor}].`;

/**
 * @param knownGaps names of refusals that this account does not know yet. They are played too, and must fail: whoever learns
 *   one of them is taken off the list.
 */
export function describeControlRefusals(
  name: string,
  subjects: RefusalsSubjects,
  knownGaps: readonly (keyof typeof REFUSALS)[] = [],
): void {
  describe(`${name} › what AWS refuses`, () => {
    it("has no known gap that nothing is known about", () => {
      expect(knownGaps.filter((gap) => !(gap in REFUSALS))).toEqual([]);
    });
    for (const [refused, play] of Object.entries(REFUSALS))
      if (knownGaps.includes(refused)) it.fails(`known gap: ${refused}`, () => play(subjects));
      else it(refused, () => play(subjects));
  });
}
