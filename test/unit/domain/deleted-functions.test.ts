import { describe, expect, it } from "vitest";
import { isDeleted, withMissing } from "../../../lib/domain/deleted-functions.ts";
import type { Catalogue } from "../../../lib/domain/function-profile.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { aCatalogue, aProfile, NOW_MS } from "../../support/builders.ts";

const listed = (functionNames: readonly string[], atMs: number): Catalogue =>
  aCatalogue(
    functionNames.map((functionName) => aProfile({ functionName })),
    { takenAtMs: atMs },
  );

/** Listings one after the other, each with the functions that it had. */
const inTurn = (...listings: readonly Catalogue[]): Catalogue => {
  let known: Catalogue | undefined;
  for (const listing of listings) known = withMissing(listing, ["checkout"], known);
  return known ?? aCatalogue();
};

describe("a function that the guard looks after", () => {
  it("is not thought deleted as long as it is listed", () => {
    expect(isDeleted(inTurn(listed(["checkout"], NOW_MS)), "checkout")).toBe(false);
  });

  it("is not thought deleted because one listing has missed it", () => {
    expect(isDeleted(inTurn(listed([], NOW_MS)), "checkout")).toBe(false);
  });

  it("is known to be deleted when two listings in a row have missed it", () => {
    const twice = inTurn(listed(["search"], NOW_MS), listed(["search"], NOW_MS + HOUR_MS));
    expect(isDeleted(twice, "checkout")).toBe(true);
    expect(isDeleted(twice, "search")).toBe(false);
  });

  it("is not thought deleted by two listings within the same short gap", () => {
    const twice = inTurn(listed([], NOW_MS), listed([], NOW_MS + 4 * MINUTE_MS));
    expect(isDeleted(twice, "checkout")).toBe(false);
  });

  it("is looked for anew when it was listed in between", () => {
    const back = inTurn(
      listed([], NOW_MS),
      listed(["checkout"], NOW_MS + HOUR_MS),
      listed([], NOW_MS + 2 * HOUR_MS),
    );
    expect(isDeleted(back, "checkout")).toBe(false);
  });
});
