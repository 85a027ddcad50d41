import { describe, expect, it } from "vitest";
import { withoutBrakes } from "../../../lib/brake/without-brakes.ts";
import type { Brake } from "../../../lib/domain/breaker.ts";
import type { Setting, SettingValue } from "../../../lib/domain/setting.ts";
import { aFunctionUrl, aProfile, aQueue } from "../../support/builders.ts";
import { aMapping, CONCURRENCY, reserved, source } from "../../support/fake-control.ts";
import { aPipe, PIPE, pipe } from "./choosing.ts";

const brake = (setting: Setting, prior: SettingValue, wanted: SettingValue): Brake => ({
  setting,
  prior,
  wanted,
  tripped: wanted,
  allowances: [wanted],
  ours: [wanted],
});

describe("a function without the guard's brakes", () => {
  it("has the reservation and the event sources that its owner set", () => {
    const braked = aProfile({ reservedConcurrency: 1, triggers: [aQueue("map-1", false), aFunctionUrl] });
    const brakes = [
      brake(CONCURRENCY, reserved(300), reserved(1)),
      brake(aMapping("map-1"), source(true), source(false)),
    ];
    expect(withoutBrakes(braked, brakes)).toEqual(
      aProfile({ reservedConcurrency: 300, triggers: [aQueue("map-1", true), aFunctionUrl] }),
    );
  });

  it("has the pipe running that its owner runs", () => {
    const braked = aProfile({ triggers: [aPipe({ running: false })] });
    expect(withoutBrakes(braked, [brake(PIPE, pipe(true), pipe(false))])).toEqual(
      aProfile({ triggers: [aPipe({ running: true })] }),
    );
    expect(withoutBrakes(braked, [])).toEqual(braked);
  });

  it("keeps an event source off that the owner turned off", () => {
    const profile = aProfile({ triggers: [aQueue("map-1", false)] });
    expect(withoutBrakes(profile, [])).toEqual(profile);
  });
});
