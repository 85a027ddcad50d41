import { describe, expect, it } from "vitest";
import type { Catalogue, FunctionProfile } from "../../../lib/domain/function-profile.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { isInventoryDue } from "../../../lib/watch/inventory-due.ts";
import { aCatalogue, aProfile, NOW_MS } from "../../support/builders.ts";

/** Minutes of the catalogue's age at which a sweep asks for another one. */
const askedAt = (catalogue: Catalogue): number[] =>
  Array.from({ length: HOUR_MS / (5 * MINUTE_MS) }, (_, sweep) => 5 * sweep + 2).filter((age) =>
    isInventoryDue({ ...catalogue, takenAtMs: NOW_MS - age * MINUTE_MS }, NOW_MS, 5),
  );

describe("isInventoryDue", () => {
  it("is so at each sweep once the catalogue is five minutes old", () => {
    expect(askedAt(aCatalogue())).toEqual([7, 12, 17, 22, 27, 32, 37, 42, 47, 52, 57]);
  });

  it("waits for twice the time in which the listing of a large fleet is stored", () => {
    // 100,000 functions are listed in five minutes, and two more are for what is new: once in fourteen.
    const large = aCatalogue(Array<FunctionProfile>(100_000).fill(aProfile()));
    expect(askedAt(large)).toEqual([17, 32, 42, 57]);
  });
});
