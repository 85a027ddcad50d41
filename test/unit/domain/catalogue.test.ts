import { describe, expect, it } from "vitest";
import { MAPPINGS_LISTING, mergedCatalogues, withDescriptions } from "../../../lib/domain/catalogue.ts";
import type { FunctionProfile } from "../../../lib/domain/function-profile.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { aCatalogue, aFunctionUrl, aProfile, aQueue, NOW_MS } from "../../support/builders.ts";

const EARLIER = NOW_MS - HOUR_MS;

/** As a listing alone shows it. */
const listed = (changes: Partial<FunctionProfile> = {}): FunctionProfile =>
  aProfile({ describedAtMs: "never", triggers: [], tags: {}, ...changes });
const described = (changes: Partial<FunctionProfile> = {}): FunctionProfile =>
  aProfile({ describedAtMs: EARLIER, tags: { team: "shop" }, reservedConcurrency: 7, ...changes });

const stored = (functions: readonly FunctionProfile[]) => aCatalogue(functions, { takenAtMs: EARLIER });
const found = (functions: readonly FunctionProfile[]) => aCatalogue(functions, { takenAtMs: NOW_MS });

describe("a new listing over a stored inventory", () => {
  it("keeps the description of a function that was not deployed since", () => {
    const { functions } = mergedCatalogues(stored([described()]), found([listed({ memoryMb: 2048 })]));
    expect(functions).toEqual([described({ memoryMb: 2048 })]);
  });

  it("keeps what was known of a function that was deployed since, as outdated", () => {
    const { functions } = mergedCatalogues(stored([described()]), found([listed({ revisionId: "second" })]));
    expect(functions).toMatchObject([
      { revisionId: "second", isOutdated: true, reservedConcurrency: 7, tags: { team: "shop" } },
    ]);
  });

  it("still knows it one listing later", () => {
    const second = listed({ revisionId: "second" });
    const once = mergedCatalogues(stored([described()]), found([second]));
    const twice = mergedCatalogues(once, aCatalogue([second], { takenAtMs: NOW_MS + HOUR_MS }));
    expect(twice.functions).toMatchObject([{ isOutdated: true, reservedConcurrency: 7 }]);
  });

  it("has new functions and forgets deleted ones", () => {
    const { functions, takenAtMs } = mergedCatalogues(
      stored([described({ functionName: "gone" })]),
      found([listed({ functionName: "new" })]),
    );
    expect(functions.map(({ functionName }) => functionName)).toEqual(["new"]);
    expect(takenAtMs).toBe(NOW_MS);
  });

  it("believes the listing who polls, and the description how long the queue keeps what is unread", () => {
    const kept = { ...aQueue("orders"), keepsForSeconds: 345_600, maxReceiveCount: 5 };
    const { functions } = mergedCatalogues(
      stored([described({ triggers: [kept, aQueue("deleted"), aFunctionUrl] })]),
      found([listed({ triggers: [aQueue("orders", false), aQueue("new")] })]),
    );
    expect(functions[0]?.triggers).toEqual([{ ...kept, enabled: false }, aQueue("new"), aFunctionUrl]);
  });

  it("keeps the questions without an answer that go with a kept description, and those about listings not", () => {
    const question = {
      functionName: "checkout",
      operation: "lambda:GetPolicy",
      reason: "AccessDeniedException",
    };
    const ofListing = { ...question, operation: MAPPINGS_LISTING };
    const before = { ...stored([described()]), unanswered: [question, ofListing] };
    expect(mergedCatalogues(before, found([listed()])).unanswered).toEqual([question]);
    const now = { ...found([listed()]), unanswered: [ofListing] };
    expect(mergedCatalogues(before, now).unanswered).toEqual([ofListing, question]);
  });
});

describe("two inventories at once", () => {
  const fresh = described({ describedAtMs: NOW_MS + MINUTE_MS, reservedConcurrency: 9 });

  it("lose nothing of each other, whichever is stored first", () => {
    const whole = found([listed(), described({ functionName: "search", describedAtMs: NOW_MS })]);
    const suspect = stored([fresh, described({ functionName: "search" })]);
    for (const merged of [mergedCatalogues(whole, suspect), mergedCatalogues(suspect, whole)]) {
      expect(merged.takenAtMs).toBe(NOW_MS);
      expect(merged.functions).toEqual([fresh, described({ functionName: "search", describedAtMs: NOW_MS })]);
    }
  });

  it("believe a description that is later than the listing, whatever was deployed in between", () => {
    const { functions } = mergedCatalogues(
      stored([described({ describedAtMs: NOW_MS + 1, revisionId: "second" })]),
      found([listed()]),
    );
    expect(functions).toMatchObject([{ describedAtMs: NOW_MS + 1 }]);
  });
});

describe("a description anew", () => {
  it("replaces what was known and asked before, and nothing else", () => {
    const about = (functionName: string, operation: string) => ({
      functionName,
      operation,
      reason: "Throttled",
    });
    const before = aCatalogue([described(), described({ functionName: "search" })], {
      unanswered: [
        about("checkout", "lambda:GetPolicy"),
        about("checkout", MAPPINGS_LISTING),
        about("search", "lambda:GetPolicy"),
      ],
    });
    const anew = described({ describedAtMs: NOW_MS });
    const now = withDescriptions(before, {
      functions: [anew],
      unanswered: [about("checkout", "lambda:ListTags")],
    });
    expect(now.functions).toEqual([anew, described({ functionName: "search" })]);
    expect(now.unanswered.map(({ functionName, operation }) => `${functionName} ${operation}`)).toEqual([
      `checkout ${MAPPINGS_LISTING}`,
      "search lambda:GetPolicy",
      "checkout lambda:ListTags",
    ]);
  });
});
