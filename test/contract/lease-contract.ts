import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../lib/domain/time.ts";
import type { LeaseStore } from "../../lib/ports/stores.ts";
import { NOW_MS } from "./samples.ts";

const UNTIL_MS = NOW_MS + MINUTE_MS;
const BUSY = { ok: false, error: { leaseUntilMs: UNTIL_MS } };
const TAKEN = { ok: true, value: undefined };

export function describeLeaseContract(makeSubject: () => Promise<LeaseStore>): void {
  describe("leases", () => {
    it("go to the first, and tell the second until when", async () => {
      const leases = await makeSubject();
      expect(await leases.take("checkout", "run-1", UNTIL_MS, NOW_MS)).toEqual(TAKEN);
      expect(await leases.take("checkout", "run-2", UNTIL_MS + MINUTE_MS, NOW_MS)).toEqual(BUSY);
    });

    it("of different functions do not hinder each other", async () => {
      const leases = await makeSubject();
      await leases.take("checkout", "run-1", UNTIL_MS, NOW_MS);
      expect(await leases.take("basket", "run-2", UNTIL_MS, NOW_MS)).toEqual(TAKEN);
    });

    it("are extended by their holder", async () => {
      const leases = await makeSubject();
      await leases.take("checkout", "run-1", NOW_MS + 1, NOW_MS);
      expect(await leases.take("checkout", "run-1", UNTIL_MS, NOW_MS)).toEqual(TAKEN);
      expect(await leases.take("checkout", "run-2", UNTIL_MS, NOW_MS + 1)).toEqual(BUSY);
    });

    it("are free again when their time is over, so that a crashed run hinders nobody for long", async () => {
      const leases = await makeSubject();
      await leases.take("checkout", "crashed", UNTIL_MS, NOW_MS);
      expect(await leases.take("checkout", "run-2", UNTIL_MS + MINUTE_MS, UNTIL_MS - 1)).toEqual(BUSY);
      expect(await leases.take("checkout", "run-2", UNTIL_MS + MINUTE_MS, UNTIL_MS)).toEqual(TAKEN);
    });

    it("are given back by their holder only", async () => {
      const leases = await makeSubject();
      await leases.take("checkout", "run-1", UNTIL_MS, NOW_MS);
      await leases.release("checkout", "run-2");
      expect(await leases.take("checkout", "run-2", UNTIL_MS, NOW_MS)).toEqual(BUSY);
      await leases.release("checkout", "run-1");
      expect(await leases.take("checkout", "run-2", UNTIL_MS, NOW_MS)).toEqual(TAKEN);
    });

    it("may be given back when nobody holds them", async () => {
      const leases = await makeSubject();
      await leases.release("checkout", "run-1");
      expect(await leases.take("checkout", "run-1", UNTIL_MS, NOW_MS)).toEqual(TAKEN);
    });
  });
}
