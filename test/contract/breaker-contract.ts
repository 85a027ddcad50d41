import { describe, expect, it } from "vitest";
import { ConcurrentChangeError } from "../../lib/domain/errors.ts";
import type { BreakerStore } from "../../lib/ports/stores.ts";
import { armed, recovering, tripped } from "./samples.ts";

export function describeBreakerContract(makeSubject: () => Promise<BreakerStore>): void {
  describe("breakers", () => {
    it("are armed since the beginning of time when they were never stored", async () => {
      expect(await (await makeSubject()).load("checkout")).toEqual({
        functionName: "checkout",
        state: { kind: "armed", sinceMs: 0 },
        version: 0,
      });
    });

    it("come back with every brake, one version further", async () => {
      const store = await makeSubject();
      const saved = await store.save({ functionName: "checkout", state: tripped, version: 0 });
      expect(saved).toEqual({ functionName: "checkout", state: tripped, version: 1 });
      expect(await store.load("checkout")).toEqual(saved);
    });

    it("are active while they limit and while they recover, and not once they are plainly armed", async () => {
      const store = await makeSubject();
      const first = await store.save({ functionName: "checkout", state: tripped, version: 0 });
      expect(await store.listActive()).toEqual([first]);
      const second = await store.save({ ...first, state: recovering });
      expect(await store.listActive()).toEqual([second]);
      const third = await store.save({ ...second, state: armed });
      expect(await store.listActive()).toEqual([]);
      expect(await store.load("checkout")).toEqual(third);
    });

    it("go on counting versions after a restore, so that an old order stays stale", async () => {
      const store = await makeSubject();
      const old = await store.save({ functionName: "checkout", state: tripped, version: 0 });
      const restored = await store.save({ ...old, state: armed });
      const again = await store.save({ ...restored, state: tripped });
      expect(again.version).toBe(3);
      await expect(store.save({ ...old, state: armed })).rejects.toThrow(ConcurrentChangeError);
      expect(await store.listActive()).toEqual([again]);
    });

    it("keep the faster of two changes to the same version", async () => {
      const store = await makeSubject();
      const faster = await store.save({ functionName: "checkout", state: tripped, version: 0 });
      const slower = store.save({ functionName: "checkout", state: armed, version: 0 });
      await expect(slower).rejects.toThrow(ConcurrentChangeError);
      expect(await store.load("checkout")).toEqual(faster);
      expect(await store.listActive()).toEqual([faster]);
    });

    it("do not show a trip that lost", async () => {
      const store = await makeSubject();
      await store.save({ functionName: "checkout", state: armed, version: 0 });
      const late = store.save({ functionName: "checkout", state: tripped, version: 0 });
      await expect(late).rejects.toThrow(ConcurrentChangeError);
      expect(await store.listActive()).toEqual([]);
    });

    it("of several functions are listed by name", async () => {
      const store = await makeSubject();
      for (const functionName of ["checkout", "basket"])
        await store.save({ functionName, state: tripped, version: 0 });
      const active = await store.listActive();
      expect(active.map((breaker) => breaker.functionName)).toEqual(["basket", "checkout"]);
    });
  });
}
