import { describe, expect, it } from "vitest";
import type { Cause } from "../../../lib/domain/anomaly.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { type Affected, sharedCause } from "../../../lib/policy/shared-cause.ts";
import { aBucket, aFunctionUrl, aProfile, aQueue, NOW_MS } from "../../support/builders.ts";

/** Functions that have nothing in common: deployed days apart, called by their own URLs, of unknown causes. */
const stranger = (index: number, changes: Parameters<typeof aProfile>[0] = {}): Affected => ({
  profile: aProfile({
    functionName: `function-${index}`,
    lastModifiedMs: NOW_MS - (2 + index) * DAY_MS,
    triggers: [aFunctionUrl],
    ...changes,
  }),
  anomaly: { cause: "unknown", beganAtMs: NOW_MS },
});
const strangers = (count: number, changes: Parameters<typeof aProfile>[0] = {}): Affected[] =>
  Array.from({ length: count }, (_, index) => stranger(index, changes));
const began = (affected: Affected, cause: Cause, beganAtMs: number): Affected => ({
  ...affected,
  anomaly: { cause, beganAtMs },
});
const inStack = (stackName: string) => ({ tags: { "aws:cloudformation:stack-name": stackName } });

describe("what functions that run away together share", () => {
  it("is nothing for strangers, nor for one function alone", () => {
    expect(sharedCause(strangers(4))).toBeUndefined();
    expect(sharedCause(strangers(1, inStack("shop")))).toBeUndefined();
    expect(sharedCause([])).toBeUndefined();
  });

  it("is the stack that most of them belong to", () => {
    expect(sharedCause([...strangers(3, inStack("shop")), stranger(3)])).toEqual({
      kind: "stack",
      functions: 3,
      of: 4,
      stackName: "shop",
    });
  });

  it("is not what only half of them share", () => {
    const half = [...strangers(2, inStack("shop")), ...strangers(2, inStack("bank"))];
    expect(sharedCause(half)).toBeUndefined();
  });

  it("is the source that calls them, counted once for each function", () => {
    const twice = { triggers: [aQueue("map-1"), aQueue("map-2")] };
    expect(
      sharedCause([stranger(0, twice), stranger(1, twice), stranger(2, { triggers: [aBucket] })]),
    ).toEqual({ kind: "source", functions: 2, of: 3, source: aQueue("map-2") });
  });

  it("is a deploy of the last day, when they were deployed within an hour of each other", () => {
    const deployed = (minutesAgo: number) => ({ lastModifiedMs: NOW_MS - minutesAgo * MINUTE_MS });
    expect(sharedCause([stranger(0, deployed(30)), stranger(1, deployed(50)), stranger(2)])).toEqual({
      kind: "deploy",
      functions: 2,
      of: 3,
      firstMs: NOW_MS - 50 * MINUTE_MS,
      lastMs: NOW_MS - 30 * MINUTE_MS,
    });
    expect(sharedCause([stranger(0, deployed(30)), stranger(1, deployed(120))])).toBeUndefined();
    expect(sharedCause(strangers(2, { lastModifiedMs: NOW_MS - 2 * DAY_MS }))).toBeUndefined();
  });

  it("is no deploy that came after it began", () => {
    expect(sharedCause(strangers(2, { lastModifiedMs: NOW_MS + MINUTE_MS }))).toBeUndefined();
  });

  it("is the kind of attack, when it began within an hour", () => {
    const [a, b, c] = [stranger(0), stranger(1), stranger(2)];
    const first = began(a, "retry-storm", NOW_MS - 20 * MINUTE_MS);
    expect(sharedCause([first, began(b, "retry-storm", NOW_MS), began(c, "loop", NOW_MS)])).toEqual({
      kind: "onset",
      functions: 2,
      of: 3,
      cause: "retry-storm",
      firstMs: NOW_MS - 20 * MINUTE_MS,
      lastMs: NOW_MS,
    });
    expect(sharedCause([first, began(b, "retry-storm", NOW_MS + HOUR_MS)])).toBeUndefined();
  });

  it("is what covers more of them, and between equals the stack before the kind of attack", () => {
    const flooded = strangers(3, inStack("shop")).map((each) => began(each, "flood", NOW_MS));
    expect(sharedCause(flooded)?.kind).toBe("stack");
    expect(sharedCause([...flooded, began(stranger(3), "flood", NOW_MS)])?.kind).toBe("onset");
  });

  it("counts functions whose incident is over by what they are", () => {
    const over: Affected = { profile: aProfile(inStack("shop")) };
    expect(sharedCause([over, stranger(1, inStack("shop"))])).toMatchObject({ kind: "stack", functions: 2 });
  });
});
