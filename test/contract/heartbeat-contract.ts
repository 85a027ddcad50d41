import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../lib/domain/time.ts";
import type { HeartbeatStore } from "../../lib/ports/heartbeats.ts";
import { NOW_MS } from "./samples.ts";

export function describeHeartbeatContract(makeSubject: () => Promise<HeartbeatStore>): void {
  describe("heartbeats", () => {
    it("know of no part in the beginning", async () => {
      expect(await (await makeSubject()).list()).toEqual({});
    });

    it("tell when each part last came to a good end", async () => {
      const heartbeats = await makeSubject();
      await heartbeats.beat("watch", NOW_MS);
      await heartbeats.beat("learn", NOW_MS + MINUTE_MS);
      await heartbeats.beat("watch", NOW_MS + 2 * MINUTE_MS);
      expect(await heartbeats.list()).toEqual({
        watch: NOW_MS + 2 * MINUTE_MS,
        learn: NOW_MS + MINUTE_MS,
      });
    });

    it("are not set back by a run that began before and ended after", async () => {
      const heartbeats = await makeSubject();
      await heartbeats.beat("watch", NOW_MS + MINUTE_MS);
      await heartbeats.beat("watch", NOW_MS);
      expect(await heartbeats.list()).toEqual({ watch: NOW_MS + MINUTE_MS });
    });
  });
}
