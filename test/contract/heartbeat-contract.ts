import { describe, expect, it } from "vitest";
import type { GuardHealth } from "../../lib/domain/guard-health.ts";
import { MINUTE_MS } from "../../lib/domain/time.ts";
import type { GuardHealthStore, HeartbeatStore } from "../../lib/ports/heartbeats.ts";
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

    it("hand back the one before, so that a part sees how long it was silent", async () => {
      const heartbeats = await makeSubject();
      expect(await heartbeats.beat("watch", NOW_MS)).toBeUndefined();
      expect(await heartbeats.beat("watch", NOW_MS + MINUTE_MS)).toBe(NOW_MS);
    });
  });
}

export function describeGuardHealthContract(makeSubject: () => Promise<GuardHealthStore>): void {
  describe("the guard's health", () => {
    it("is unknown in the beginning", async () => {
      expect(await (await makeSubject()).load()).toBeUndefined();
    });

    it("is what was last saved, as a whole", async () => {
      const health = await makeSubject();
      const targetsSinceMs: GuardHealth["targetsSinceMs"] = { "222222222222/eu-west-1": NOW_MS };
      const trouble = { kind: "silent-part", part: "learn", sinceMs: NOW_MS } as const;
      await health.save({ targetsSinceMs, troubles: [{ trouble, toldAtMs: NOW_MS }] });
      const later: GuardHealth = {
        targetsSinceMs,
        troubles: [],
        subscribers: { answer: { confirmed: 1, pending: 0 }, askedAtMs: NOW_MS },
      };
      await health.save(later);
      expect(await health.load()).toEqual(later);
    });
  });
}
