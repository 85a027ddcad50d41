import { describe, expect, it } from "vitest";
import { ConcurrentChangeError } from "../../lib/domain/errors.ts";
import { DAY_MS, MINUTE_MS } from "../../lib/domain/time.ts";
import type { IncidentStore } from "../../lib/ports/stores.ts";
import { NOW_MS, sampleIncident } from "./samples.ts";

export function describeIncidentContract(makeSubject: () => Promise<IncidentStore>): void {
  describe("incidents", () => {
    it("are none in the beginning", async () => {
      const store = await makeSubject();
      expect(await store.listOpen()).toEqual([]);
      expect(await store.findOpen("checkout")).toBeUndefined();
      expect(await store.listResolved(10)).toEqual([]);
    });

    it("are found with everything they carry, one version further", async () => {
      const store = await makeSubject();
      const saved = await store.save(sampleIncident());
      expect(saved).toEqual(sampleIncident({ version: 1 }));
      expect(await store.findOpen("checkout")).toEqual(saved);
      expect(await store.listOpen()).toEqual([saved]);
    });

    it("of several functions stand side by side", async () => {
      const store = await makeSubject();
      await store.save(sampleIncident({ functionName: "checkout" }));
      await store.save(sampleIncident({ functionName: "basket", status: "mitigated" }));
      expect((await store.listOpen()).map((incident) => incident.functionName)).toEqual([
        "basket",
        "checkout",
      ]);
    });

    it("are at most one per function, whoever comes second", async () => {
      const store = await makeSubject();
      const first = await store.save(sampleIncident());
      const second = sampleIncident({ incidentId: "another" });
      await expect(store.save(second)).rejects.toThrow(ConcurrentChangeError);
      await expect(store.save({ ...second, version: 1 })).rejects.toThrow(ConcurrentChangeError);
      expect(await store.findOpen("checkout")).toEqual(first);
    });

    it("keep the faster of two changes to the same version", async () => {
      const store = await makeSubject();
      const read = await store.save(sampleIncident());
      const faster = await store.save({ ...read, status: "mitigated" });
      await expect(store.save({ ...read, peakUsdPerHour: 99 })).rejects.toThrow(ConcurrentChangeError);
      await expect(store.save({ ...read, status: "resolved" })).rejects.toThrow(ConcurrentChangeError);
      expect(await store.findOpen("checkout")).toEqual(faster);
      expect(await store.listResolved(10)).toEqual([]);
    });

    it("leave the open ones when they are resolved", async () => {
      const store = await makeSubject();
      const open = await store.save(sampleIncident());
      const resolved = await store.save({ ...open, status: "resolved", resolvedAtMs: NOW_MS + MINUTE_MS });
      expect(await store.findOpen("checkout")).toBeUndefined();
      expect(await store.listOpen()).toEqual([]);
      expect(await store.listResolved(10)).toEqual([resolved]);
    });

    it("make room for the next one of the same function", async () => {
      const store = await makeSubject();
      const open = await store.save(sampleIncident());
      await store.save({ ...open, status: "resolved", resolvedAtMs: NOW_MS });
      const next = await store.save(sampleIncident({ incidentId: "next" }));
      expect(await store.listOpen()).toEqual([next]);
    });

    it("are found since a time: those that stand, and those resolved since", async () => {
      const store = await makeSubject();
      for (const minute of [1, 2]) {
        const open = await store.save(sampleIncident({ incidentId: `minute-${minute}` }));
        await store.save({ ...open, status: "resolved", resolvedAtMs: NOW_MS + minute * MINUTE_MS });
      }
      await store.save(sampleIncident({ functionName: "basket", beganAtMs: NOW_MS - DAY_MS }));
      const found = async (minute: number) =>
        (await store.listSince(NOW_MS + minute * MINUTE_MS)).map(({ incidentId }) => incidentId).sort();
      const standing = "basket-2026-11-22T03:04:00Z";
      expect(await found(0)).toEqual([standing, "minute-1", "minute-2"]);
      expect(await found(2)).toEqual([standing, "minute-2"]);
      expect(await found(3)).toEqual([standing]);
    });

    it("are listed newest first once resolved, as many as asked for", async () => {
      const store = await makeSubject();
      for (const minute of [2, 1, 3]) {
        const open = await store.save(sampleIncident({ incidentId: `minute-${minute}` }));
        await store.save({ ...open, status: "resolved", resolvedAtMs: NOW_MS + minute * MINUTE_MS });
      }
      const newest = await store.listResolved(2);
      expect(newest.map((incident) => incident.incidentId)).toEqual(["minute-3", "minute-2"]);
    });
  });
}
