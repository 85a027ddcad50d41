import { describe, expect, it } from "vitest";
import type { LedgerEntry } from "../../../lib/domain/ledger.ts";
import { beyondBlastRadius, functionsTripped } from "../../../lib/policy/blast-radius.ts";
import { NOW_MS } from "../../support/builders.ts";

const limits = { maxFunctionsPerHour: 3, maxFleetRatioPerHour: 0.1 };

const entry = (functionName: string, changes: Partial<LedgerEntry> = {}): LedgerEntry => ({
  entryId: "1",
  atMs: NOW_MS,
  functionName,
  event: "breaker.tripped",
  by: { kind: "guard" },
  reason: "a flood",
  ...changes,
});

describe("blast radius", () => {
  it.each([
    // [functions, tripped in the last hour, whether one more is within]: least of 3 and 10 %, at least 1
    [5, 0, true],
    [5, 1, false],
    [25, 1, true],
    [25, 2, false],
    [1000, 2, true],
    [1000, 3, false],
  ])("of %i functions with %i tripped lets one more: %s", (size, actedLastHour, isWithin) => {
    expect(beyondBlastRadius(limits, { size, actedLastHour }) === undefined).toBe(isWithin);
  });

  it("says how many there were and how many there may be", () => {
    expect(beyondBlastRadius(limits, { size: 40, actedLastHour: 3 })).toBe(
      "the guard has already tripped 3 of 40 functions in the last hour and its blast radius is 3 per hour",
    );
  });

  it("counts each function that the guard tripped once, and neither people's orders nor the function itself", () => {
    const lastHour = [
      entry("cart"),
      entry("cart"),
      entry("search"),
      entry("checkout"),
      entry("login", { event: "operator.killed", by: { kind: "person", name: "alice" } }),
      entry("mail", { event: "breaker.retripped" }),
    ];
    expect(functionsTripped(lastHour, "checkout")).toBe(2);
  });

  it("does not count a trip of which AWS refused everything, but one of which it refused a part", () => {
    const incidentId = "incident-1";
    const refused = [entry("cart", { incidentId }), entry("cart", { incidentId, event: "action.failed" })];
    expect(functionsTripped(refused, "checkout")).toBe(0);
    const inPart = [...refused, entry("cart", { incidentId, event: "action.applied" })];
    expect(functionsTripped(inPart, "checkout")).toBe(1);
  });
});
