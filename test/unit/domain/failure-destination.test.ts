import { describe, expect, it } from "vitest";
import { coversAllFailures } from "../../../lib/domain/failure-destination.ts";

const config = (qualifier: string, hasFailureDestination: boolean) => ({
  functionArn: `arn:aws:lambda:eu-west-1:123456789012:function:checkout:${qualifier}`,
  hasFailureDestination,
});

describe("coversAllFailures", () => {
  it("is not so for a function on which nothing is set", () => {
    expect(coversAllFailures(false, [], [])).toBe(false);
  });

  it("is so with a dead-letter queue, or a destination for failures, and no alias", () => {
    expect(coversAllFailures(true, [], [])).toBe(true);
    expect(coversAllFailures(false, [], [config("$LATEST", true)])).toBe(true);
  });

  it("needs a destination of its own for every alias: a version keeps the queue it was published with", () => {
    expect(coversAllFailures(true, ["live"], [])).toBe(false);
    expect(coversAllFailures(true, ["live"], [config("live", true)])).toBe(true);
    expect(coversAllFailures(true, ["live", "next"], [config("live", true)])).toBe(false);
  });

  it("needs one for the unpublished code too, which anybody may call", () => {
    expect(coversAllFailures(false, ["live"], [config("live", true)])).toBe(false);
    expect(coversAllFailures(false, ["live"], [config("live", true), config("$LATEST", true)])).toBe(true);
  });

  it("is not so when something is set for a version, but no destination", () => {
    expect(coversAllFailures(true, [], [config("7", false)])).toBe(false);
    expect(coversAllFailures(true, [], [config("7", true)])).toBe(true);
  });
});
