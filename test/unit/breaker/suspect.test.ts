import { describe, expect, it } from "vitest";
import { suspectOf } from "../../../lib/breaker/suspect.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { NOW_MS } from "../../support/builders.ts";
import { aBrake } from "../../support/builders-actuate.ts";
import { aMapping, reserved, source } from "../../support/fake-control.ts";

const brake = aBrake({ prior: reserved(50) });
const mapping = aBrake({ setting: aMapping(), prior: source(true) });
const later = NOW_MS + 5 * MINUTE_MS;

describe("whose change a drifted setting looks like", () => {
  it.each([
    [
      "a deployment after the trip",
      reserved(80),
      { atMs: later },
      "it looks like a deployment, at 2026-11-22T",
    ],
    [
      "a deployment of the template",
      reserved(50),
      { atMs: later },
      "that brought back the value from before",
    ],
    [
      "somebody who undid the brake",
      reserved(50),
      { atMs: NOW_MS - MINUTE_MS },
      "somebody who undid the brake",
    ],
    ["another kill switch", reserved(0), undefined, "another kill switch"],
    ["nobody that is known", reserved(7), undefined, "a person or another tool"],
  ])("is %s", (_who, found, trace, words) => {
    expect(suspectOf(brake, found, trace, NOW_MS)).toContain(words);
  });
  it("is AWS itself where the mapping says so", () => {
    expect(suspectOf(mapping, source(false), { atMs: later, by: "aws" }, NOW_MS)).toContain("AWS itself");
  });
  it("is a person or a deployment where the mapping only says when", () => {
    expect(suspectOf(mapping, source(true, 9), { atMs: later, by: "person" }, NOW_MS)).toContain(
      "a person or a deployment",
    );
  });
});
