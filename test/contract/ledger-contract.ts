import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../lib/domain/time.ts";
import type { Ledger } from "../../lib/ports/stores.ts";
import { NOW_MS, sampleEntry } from "./samples.ts";

/** @param makeSubject a ledger whose clock stands at `NOW_MS` */
export function describeLedgerContract(makeSubject: () => Promise<Ledger>): void {
  describe("ledger", () => {
    it("is empty in the beginning", async () => {
      const ledger = await makeSubject();
      expect(await ledger.list("checkout", 10)).toEqual([]);
      expect(await ledger.listSince(NOW_MS - DAY_MS)).toEqual([]);
      expect(await ledger.find("checkout", "2026-11-22T03:04:00Z#breaker.tripped")).toBeUndefined();
    });

    it("finds an entry with everything it carries", async () => {
      const ledger = await makeSubject();
      const entry = sampleEntry();
      await ledger.append(entry);
      expect(await ledger.find("checkout", entry.entryId)).toEqual(entry);
      expect(await ledger.find("basket", entry.entryId)).toBeUndefined();
    });

    it("lists one function's entries newest first, as many as asked for", async () => {
      const ledger = await makeSubject();
      const oldest = sampleEntry({ atMs: NOW_MS - DAY_MS });
      const middle = sampleEntry({ atMs: NOW_MS - MINUTE_MS });
      const newest = sampleEntry({ atMs: NOW_MS });
      for (const entry of [middle, newest, oldest]) await ledger.append(entry);
      await ledger.append(sampleEntry({ functionName: "basket" }));
      expect(await ledger.list("checkout", 10)).toEqual([newest, middle, oldest]);
      expect(await ledger.list("checkout", 2)).toEqual([newest, middle]);
    });

    it("lists all functions' entries since a time, oldest first, over midnight", async () => {
      const ledger = await makeSubject();
      const tooOld = sampleEntry({ atMs: NOW_MS - 5 * HOUR_MS });
      const yesterday = sampleEntry({ atMs: NOW_MS - 4 * HOUR_MS });
      const today = sampleEntry({ atMs: NOW_MS, functionName: "basket" });
      const same = sampleEntry({ atMs: NOW_MS, functionName: "checkout" });
      for (const entry of [today, tooOld, yesterday]) await ledger.append(entry);
      expect(await ledger.listSince(yesterday.atMs)).toEqual([yesterday, today]);
      await ledger.append(same);
      expect(await ledger.listSince(NOW_MS)).toHaveLength(2);
    });

    it("takes a repeated entry for the one it has, and keeps what was said first", async () => {
      const ledger = await makeSubject();
      const first = sampleEntry({ atMs: NOW_MS - 4 * HOUR_MS });
      await ledger.append(first);
      await ledger.append({ ...first, atMs: NOW_MS, reason: "said again after a crash" });
      expect(await ledger.list("checkout", 10)).toEqual([first]);
      expect(await ledger.listSince(NOW_MS - DAY_MS)).toEqual([first]);
    });
  });
}
