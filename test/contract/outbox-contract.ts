import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../lib/domain/time.ts";
import type { AlertOutbox } from "../../lib/ports/stores.ts";
import { NOW_MS, sampleAlert } from "./samples.ts";

export function describeOutboxContract(makeSubject: () => Promise<AlertOutbox>): void {
  describe("outbox", () => {
    it("is empty in the beginning", async () => {
      expect(await (await makeSubject()).listUnsent()).toEqual([]);
    });

    it("keeps alerts until they are marked as sent, oldest first", async () => {
      const outbox = await makeSubject();
      const later = sampleAlert({ alertId: "a", createdAtMs: NOW_MS + MINUTE_MS });
      const sooner = sampleAlert({ alertId: "b", createdAtMs: NOW_MS });
      await outbox.put(later);
      await outbox.put(sooner);
      expect(await outbox.listUnsent()).toEqual([sooner, later]);
      await outbox.markSent("b", NOW_MS);
      expect(await outbox.listUnsent()).toEqual([later]);
    });

    it("takes a repeated alert for the one it has", async () => {
      const outbox = await makeSubject();
      await outbox.put(sampleAlert());
      await outbox.put(sampleAlert({ text: "another wording" }));
      expect(await outbox.listUnsent()).toEqual([sampleAlert()]);
    });

    it("does not take an alert again that was sent", async () => {
      const outbox = await makeSubject();
      await outbox.put(sampleAlert());
      await outbox.markSent(sampleAlert().alertId, NOW_MS);
      await outbox.markSent(sampleAlert().alertId, NOW_MS + MINUTE_MS);
      await outbox.put(sampleAlert());
      expect(await outbox.listUnsent()).toEqual([]);
    });
  });
}
