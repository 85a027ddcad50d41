import { describe, expect, it } from "vitest";
import { shortMemory } from "../../../lib/app/short-memory.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { NOW_MS } from "../../support/builders.ts";

describe("the memory of a process", () => {
  it("keeps who explained a rise for a quarter of an hour, and who did not for five minutes", () => {
    const memory = shortMemory();
    memory.remember({ explaining: ["busy"], inVain: ["calm"] }, NOW_MS);
    const after = (minutes: number) => {
      const { explaining, inVain } = memory.recall(NOW_MS + minutes * MINUTE_MS);
      return [...explaining, ...inVain];
    };
    expect([5, 6, 15, 16].map(after)).toEqual([["busy", "calm"], ["busy"], ["busy"], []]);
  });

  it("begins anew with each rise that somebody explains", () => {
    const memory = shortMemory();
    memory.remember({ explaining: ["busy"], inVain: [] }, NOW_MS);
    memory.remember({ explaining: ["busy"], inVain: [] }, NOW_MS + 10 * MINUTE_MS);
    expect(memory.recall(NOW_MS + 20 * MINUTE_MS).explaining).toEqual(new Set(["busy"]));
  });
});
