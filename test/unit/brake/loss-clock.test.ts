import { describe, expect, it } from "vitest";
import { lossAfterMs, lossClock } from "../../../lib/brake/loss-clock.ts";
import { HOUR_MS } from "../../../lib/domain/time.ts";
import { aProfile } from "../../support/builders.ts";
import { aMapping, CONCURRENCY, reserved, source } from "../../support/fake-control.ts";

const paused = { setting: aMapping(), wanted: source(false) };
const throttled = { setting: CONCURRENCY, wanted: reserved(1) };
const stopped = { setting: CONCURRENCY, wanted: reserved(0) };

describe("the loss clock", () => {
  it("of waiting events is the function's own maximum event age", () => {
    expect(lossClock(aProfile(), [throttled]).lossAfterMs).toBe(6 * HOUR_MS);
    expect(lossClock(aProfile({ maximumEventAgeSeconds: 60 }), [throttled]).sentence).toBe(
      "waiting events are lost after 1 min",
    );
  });
  it("of a source that is off is the source's, which nobody asked", () => {
    expect(lossClock(aProfile(), [paused, stopped]).lossAfterMs).toBe("unknown");
  });
  it("does not run where callers are refused", () => {
    expect(lossClock(aProfile(), [stopped]).lossAfterMs).toBe("never");
  });
  it("is the known one of several", () => {
    expect(lossClock(aProfile(), [paused, throttled]).lossAfterMs).toBe(6 * HOUR_MS);
  });
  it("counts from the trip, where it is known to run", () => {
    expect(lossAfterMs(aProfile({ maximumEventAgeSeconds: 3_600 }), [throttled])).toBe(HOUR_MS);
    expect(lossAfterMs(aProfile(), [paused])).toBeUndefined();
    expect(lossAfterMs(aProfile(), [stopped])).toBeUndefined();
  });
});
