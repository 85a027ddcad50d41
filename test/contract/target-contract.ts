import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../lib/domain/time.ts";
import type { TargetStore } from "../../lib/ports/stores.ts";
import { NOW_MS } from "./samples.ts";

const IRELAND = "222222222222/eu-west-1";
const VIRGINIA = "222222222222/us-east-1";

export function describeTargetContract(makeSubject: () => Promise<TargetStore>): void {
  describe("targets", () => {
    it("know of none in the beginning", async () => {
      const targets = await makeSubject();
      expect(await targets.list()).toEqual([]);
      expect(await targets.find(IRELAND)).toBeUndefined();
      expect(await targets.enabledRegions()).toBeUndefined();
    });

    it("keep what was seen of each", async () => {
      const targets = await makeSubject();
      const ireland = {
        targetId: IRELAND,
        lastTriedMs: NOW_MS,
        lastGoodReadMs: NOW_MS,
        functions: 12,
      } as const;
      const virginia = { targetId: VIRGINIA, lastTriedMs: NOW_MS, problem: "AccessDenied" } as const;
      await targets.note(ireland);
      await targets.note(virginia);
      expect(await targets.find(VIRGINIA)).toEqual(virginia);
      expect(await targets.list()).toEqual(expect.arrayContaining([ireland, virginia]));
      expect(await targets.list()).toHaveLength(2);
    });

    it("change what is given and leave the rest as it was", async () => {
      const targets = await makeSubject();
      await targets.note({ targetId: IRELAND, lastTriedMs: NOW_MS, lastGoodReadMs: NOW_MS });
      await targets.note({ targetId: IRELAND, functions: 12 });
      await targets.note({ targetId: IRELAND, lastTriedMs: NOW_MS + MINUTE_MS, problem: "AccessDenied" });
      expect(await targets.find(IRELAND)).toEqual({
        targetId: IRELAND,
        lastTriedMs: NOW_MS + MINUTE_MS,
        lastGoodReadMs: NOW_MS,
        functions: 12,
        problem: "AccessDenied",
      });
    });

    it("forget a problem that is over, also where there was none", async () => {
      const targets = await makeSubject();
      await targets.note({ targetId: IRELAND, problem: "AccessDenied" });
      for (const targetId of [IRELAND, VIRGINIA] as const) {
        await targets.note({ targetId, lastGoodReadMs: NOW_MS, problem: null });
        expect(await targets.find(targetId)).toEqual({ targetId, lastGoodReadMs: NOW_MS });
      }
    });

    it("keep the enabled regions as they were last told", async () => {
      const targets = await makeSubject();
      await targets.saveEnabledRegions(["eu-west-1", "us-east-1"]);
      await targets.saveEnabledRegions(["eu-west-1"]);
      expect(await targets.enabledRegions()).toEqual(["eu-west-1"]);
      expect(await targets.list()).toEqual([]);
    });
  });
}
