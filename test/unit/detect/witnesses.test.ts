import { describe, expect, it } from "vitest";
import { witnesses } from "../../../lib/detect/witnesses.ts";
import type { Signal, SignalKind } from "../../../lib/domain/anomaly.ts";

const signal = (kind: SignalKind): Signal => ({
  kind,
  score: 2,
  actual: 10,
  expected: 1,
  unit: "runs/min",
  sentence: "Ten runs where one is usual.",
});

describe("witnesses", () => {
  it("counts volume, burn, growth and duration as one, since all come from the Duration metric", () => {
    const signals = (["volume", "burn", "growth", "duration"] as const).map(signal);
    expect(witnesses({ signals })).toEqual(["Duration"]);
  });

  it("counts another metric as a second one", () => {
    expect(witnesses({ signals: [signal("volume"), signal("concurrency")] })).toHaveLength(2);
  });
});
