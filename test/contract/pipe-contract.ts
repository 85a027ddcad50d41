import { describe, expect, it } from "vitest";
import type { Setting } from "../../lib/domain/setting.ts";
import type { FunctionControl } from "../../lib/ports/function-control.ts";

export type PipeSubject = {
  readonly control: FunctionControl;
  readonly functionName: string;
  /** A pipe that feeds it, running. */
  readonly pipeName: string;
  /** Lets changes in progress come to rest. */
  settle(): Promise<void>;
};

const pipe = (running: boolean) => ({ kind: "pipe", running }) as const;
const done = { ok: true, value: undefined };
const gone = (functionName: string) => ({ ok: false, error: { kind: "unknown-function", functionName } });

export function describePipeContract(name: string, makeSubject: () => Promise<PipeSubject>): void {
  describe(`${name} › pipe`, () => {
    const settingOf = ({
      functionName,
      pipeName,
    }: Pick<PipeSubject, "functionName" | "pipeName">): Setting => ({
      kind: "pipe",
      functionName,
      pipeName,
    });

    it("is stopped and started again", async () => {
      const subject = await makeSubject();
      const { control, settle } = subject;
      const setting = settingOf(subject);
      expect(await control.read(setting)).toEqual({ ok: true, value: { value: pipe(true), settled: true } });
      for (const running of [false, true]) {
        expect(await control.write(setting, pipe(running))).toEqual(done);
        await settle();
        expect(await control.read(setting)).toMatchObject({ ok: true, value: { value: pipe(running) } });
      }
    });

    it("may be set to what it is, also while it is getting there", async () => {
      const subject = await makeSubject();
      const { control, settle } = subject;
      const setting = settingOf(subject);
      expect(await control.write(setting, pipe(true))).toEqual(done);
      await control.write(setting, pipe(false));
      expect(await control.write(setting, pipe(false))).toEqual(done);
      await settle();
      expect(await control.read(setting)).toMatchObject({ ok: true, value: { value: pipe(false) } });
    });

    it("tells when it was changed last, and not by whom", async () => {
      const subject = await makeSubject();
      const lastChange = await subject.control.lastChange(settingOf(subject));
      expect(lastChange).toEqual({ atMs: expect.any(Number) });
      expect(lastChange?.atMs).toBeGreaterThan(Date.UTC(2026, 0, 1));
    });

    it("that is gone is neither read nor written, and has no last change", async () => {
      const { control, functionName } = await makeSubject();
      const setting = settingOf({ functionName, pipeName: "gone" });
      expect(await control.read(setting)).toEqual(gone(functionName));
      expect(await control.write(setting, pipe(false))).toEqual(gone(functionName));
      expect(await control.lastChange(setting)).toBeUndefined();
    });

    it("that feeds another function by now is left alone", async () => {
      const subject = await makeSubject();
      const foreign = settingOf({ functionName: "another", pipeName: subject.pipeName });
      expect(await subject.control.read(foreign)).toEqual(gone("another"));
      expect(await subject.control.write(foreign, pipe(false))).toEqual(gone("another"));
      expect(await subject.control.read(settingOf(subject))).toMatchObject({ value: { value: pipe(true) } });
    });
  });
}
