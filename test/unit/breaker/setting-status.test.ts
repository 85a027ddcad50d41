import { describe, expect, it } from "vitest";
import { settingStatus } from "../../../lib/breaker/setting-status.ts";
import { aBrake } from "../../support/builders-actuate.ts";
import { reserved } from "../../support/fake-control.ts";

const probing = aBrake({ wanted: reserved(4), ours: [reserved(0), reserved(4)] });
const restoring = aBrake({ wanted: reserved("unreserved"), ours: [reserved(0), reserved(4)] });

describe("a setting under a brake", () => {
  it.each([
    ["is as wanted", probing, reserved(4), false, "as-wanted"],
    ["still has the value of the trip", probing, reserved(0), false, "to-move"],
    ["has not been touched yet", probing, reserved("unreserved"), false, "to-move"],
    ["has a value of somebody else", probing, reserved(7), false, "drifted"],
    [
      "had our value and has the prior one: a person undid it",
      probing,
      reserved("unreserved"),
      true,
      "drifted",
    ],
    ["had our value and has another of ours: a person again", probing, reserved(0), true, "drifted"],
    ["is not restored yet", restoring, reserved(4), false, "to-move"],
    ["was changed by somebody before it was restored", restoring, reserved(7), false, "drifted"],
    [
      "was changed by somebody after it was restored: not our business",
      restoring,
      reserved(7),
      true,
      "as-wanted",
    ],
  ] as const)("%s", (_name, brake, present, wasApplied, status) => {
    expect(settingStatus(brake, present, wasApplied)).toBe(status);
  });
});
