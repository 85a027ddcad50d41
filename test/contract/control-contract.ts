import { describe, expect, it } from "vitest";
import type { ReservedConcurrency } from "../../lib/domain/function-profile.ts";
import type { EventSourceValue, Setting } from "../../lib/domain/setting.ts";
import type { FunctionControl } from "../../lib/ports/function-control.ts";

export type ControlSubject = {
  readonly control: FunctionControl;
  /** A function without a reservation. */
  readonly functionName: string;
  /** Its mapping to a queue: on, without a ceiling of its own. */
  readonly mappingId: string;
  /** Lets changes in progress come to rest. */
  settle(): Promise<void>;
};

const NO_SUCH_MAPPING = "00000000-0000-4000-8000-000000000000";

const reserved = (value: ReservedConcurrency) => ({ kind: "concurrency", reserved: value }) as const;
const source = (enabled: boolean, maximumConcurrency: EventSourceValue["maximumConcurrency"] = "unlimited") =>
  ({ kind: "event-source", enabled, maximumConcurrency }) as const;
const done = { ok: true, value: undefined };
const settled = (value: unknown) => ({ ok: true, value: { value, settled: true } });
const unknown = (functionName: string) => ({ ok: false, error: { kind: "unknown-function", functionName } });

export function describeControlContract(name: string, makeSubject: () => Promise<ControlSubject>): void {
  describe(`${name} › reserved concurrency`, () => {
    const concurrencyOf = (functionName: string): Setting => ({ kind: "concurrency", functionName });

    it("is unreserved, which is not 0, until somebody reserves", async () => {
      const { control, functionName } = await makeSubject();
      expect(await control.read(concurrencyOf(functionName))).toEqual(settled(reserved("unreserved")));
    });

    it.each([0, 1, 25])("becomes %i, and an absence again", async (value) => {
      const { control, functionName } = await makeSubject();
      const setting = concurrencyOf(functionName);
      expect(await control.write(setting, reserved(value))).toEqual(done);
      expect(await control.read(setting)).toEqual(settled(reserved(value)));
      expect(await control.write(setting, reserved("unreserved"))).toEqual(done);
      expect(await control.read(setting)).toEqual(settled(reserved("unreserved")));
    });

    it.each([0, "unreserved"] as const)("may be set to %s twice", async (value) => {
      const { control, functionName } = await makeSubject();
      const setting = concurrencyOf(functionName);
      await control.write(setting, reserved(value));
      expect(await control.write(setting, reserved(value))).toEqual(done);
      expect(await control.read(setting)).toEqual(settled(reserved(value)));
    });

    it("keeps no trace of who changed it; what is told is when the function was deployed last", async () => {
      const { control, functionName } = await makeSubject();
      const before = await control.lastChange(concurrencyOf(functionName));
      expect(before).toEqual({ atMs: expect.any(Number) });
      await control.write(concurrencyOf(functionName), reserved(1));
      expect(await control.lastChange(concurrencyOf(functionName))).toEqual(before);
      expect(await control.lastChange(concurrencyOf("gone"))).toBeUndefined();
    });

    it("of a function that is gone is neither read nor written", async () => {
      const { control } = await makeSubject();
      const setting = concurrencyOf("gone");
      expect(await control.read(setting)).toEqual(unknown("gone"));
      expect(await control.write(setting, reserved(0))).toEqual(unknown("gone"));
      expect(await control.write(setting, reserved("unreserved"))).toEqual(unknown("gone"));
    });
  });

  describe(`${name} › event source`, () => {
    const sourceOf = ({ functionName, mappingId }: { functionName: string; mappingId: string }): Setting => ({
      kind: "event-source",
      functionName,
      mappingId,
    });

    it("is switched off and on again", async () => {
      const subject = await makeSubject();
      const { control, settle } = subject;
      const setting = sourceOf(subject);
      expect(await control.read(setting)).toEqual(settled(source(true)));
      for (const enabled of [false, true]) {
        expect(await control.write(setting, source(enabled))).toEqual(done);
        await settle();
        expect(await control.read(setting)).toEqual(settled(source(enabled)));
      }
    });

    it("gets a ceiling and loses it again", async () => {
      const subject = await makeSubject();
      const { control, settle } = subject;
      const setting = sourceOf(subject);
      for (const value of [source(true, 5), source(true)]) {
        expect(await control.write(setting, value)).toEqual(done);
        await settle();
        expect(await control.read(setting)).toEqual(settled(value));
      }
    });

    it("may be set to what it is, also while it is getting there", async () => {
      const subject = await makeSubject();
      const { control, settle } = subject;
      const setting = sourceOf(subject);
      expect(await control.write(setting, source(true))).toEqual(done);
      await control.write(setting, source(false));
      expect(await control.write(setting, source(false))).toEqual(done);
      await settle();
      expect(await control.read(setting)).toEqual(settled(source(false)));
    });

    it("tells when it was changed last, and that it was somebody of this account", async () => {
      const subject = await makeSubject();
      const { control } = subject;
      await control.write(sourceOf(subject), source(false));
      const lastChange = await control.lastChange(sourceOf(subject));
      expect(lastChange).toEqual({ atMs: expect.any(Number), by: "person" });
      expect(lastChange?.atMs).toBeGreaterThan(Date.UTC(2026, 0, 1));
      const gone = sourceOf({ ...subject, mappingId: NO_SUCH_MAPPING });
      expect(await control.lastChange(gone)).toBeUndefined();
    });

    it("that is gone is neither read nor written", async () => {
      const { control, functionName } = await makeSubject();
      const setting = sourceOf({ functionName, mappingId: NO_SUCH_MAPPING });
      expect(await control.read(setting)).toEqual(unknown(functionName));
      expect(await control.write(setting, source(false))).toEqual(unknown(functionName));
    });

    it("of another function is left alone", async () => {
      const subject = await makeSubject();
      const foreign = sourceOf({ functionName: "another", mappingId: subject.mappingId });
      expect(await subject.control.read(foreign)).toEqual(unknown("another"));
      expect(await subject.control.write(foreign, source(false))).toEqual(unknown("another"));
      expect(await subject.control.read(sourceOf(subject))).toEqual(settled(source(true)));
    });
  });
}
