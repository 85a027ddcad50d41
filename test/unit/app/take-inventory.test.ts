import { describe, expect, it } from "vitest";
import { CloudCallError } from "../../../lib/domain/errors.ts";
import { aCatalogue, aProfile, NOW_MS } from "../../support/builders.ts";
import { fakeControl } from "../../support/fake-control.ts";
import { guardOver } from "../../support/guard.ts";
import { scriptedMetrics } from "../../support/scripted-metrics.ts";

const parts = { clock: () => NOW_MS, control: fakeControl([]), metrics: scriptedMetrics(() => 0) };
const unanswered = [
  { functionName: "checkout", operation: "lambda:GetPolicy", reason: "AccessDeniedException" },
];

describe("taking inventory", () => {
  it("replaces the catalogue and says what it could not ask", async () => {
    const found = aCatalogue([aProfile(), aProfile({ functionName: "search" })], { unanswered });
    const guard = guardOver({ ...parts, directory: { takeInventory: async () => found } });
    expect(await guard.takeInventory()).toEqual({ functions: 2, unanswered });
    expect(await guard.stores.catalogue.load()).toEqual(found);
  });

  it("keeps the old catalogue when the functions cannot be listed, and fails loudly", async () => {
    const guard = guardOver(parts);
    await guard.stores.catalogue.save(aCatalogue());
    await expect(guard.takeInventory()).rejects.toThrow(CloudCallError);
    expect(await guard.stores.catalogue.load()).toEqual(aCatalogue());
  });
});
