import { describe, expect, it } from "vitest";
import type { FunctionControl } from "../../lib/ports/function-control.ts";

export type RefusalsSubject = {
  readonly control: FunctionControl;
  /** A function without a reservation in an account that must leave 100 of its 1,000 unreserved. */
  readonly functionName: string;
  /** Its mapping to a queue, on and at rest. */
  readonly mappingId: string;
  /** A function with 3 provisioned. */
  readonly provisionedName: string;
};

/** What AWS refuses. The independent emulator refuses nothing of this (see `moto.test.ts`). */
export function describeControlRefusals(name: string, makeSubject: () => Promise<RefusalsSubject>): void {
  describe(`${name} › what AWS refuses`, () => {
    it("is a reservation that leaves too little to the others, and nothing has changed then", async () => {
      const { control, functionName } = await makeSubject();
      const setting = { kind: "concurrency", functionName } as const;
      expect(await control.write(setting, { kind: "concurrency", reserved: 950 })).toMatchObject({
        ok: false,
        error: { kind: "rejected-by-aws", operation: "lambda:PutFunctionConcurrency" },
      });
      expect(await control.read(setting)).toMatchObject({ value: { value: { reserved: "unreserved" } } });
    });

    it.each([0, 1])("is a reservation of %i below what is provisioned", async (reserved) => {
      const { control, provisionedName } = await makeSubject();
      const setting = { kind: "concurrency", functionName: provisionedName } as const;
      expect(await control.write(setting, { kind: "concurrency", reserved })).toMatchObject({
        ok: false,
        error: { kind: "rejected-by-aws", message: expect.stringContaining("provisioned concurrency [3]") },
      });
    });

    it("is another change to a mapping that is on its way, which reads as not settled", async () => {
      const { control, functionName, mappingId } = await makeSubject();
      const setting = { kind: "event-source", functionName, mappingId } as const;
      const off = { kind: "event-source", enabled: false, maximumConcurrency: "unlimited" } as const;
      await control.write(setting, off);
      expect(await control.read(setting)).toEqual({ ok: true, value: { value: off, settled: false } });
      expect(await control.write(setting, { ...off, enabled: true })).toMatchObject({
        ok: false,
        error: { kind: "busy" },
      });
    });
  });
}
