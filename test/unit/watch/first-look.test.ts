import { describe, expect, it } from "vitest";
import { firstLookAt } from "../../../lib/watch/first-look.ts";
import { aBaseline, aProfile } from "../../support/builders.ts";

const RUNS = ["invocations", "durationMs"];
const patient = aProfile({ timeoutSeconds: 900 });
const hasty = aProfile({ timeoutSeconds: 30 });
const slow = aBaseline({ meanDurationMs: 600_000 });
const quick = aBaseline({ meanDurationMs: 100 });

describe("firstLookAt", () => {
  it("reads one metric of a function whose runs are quick", () => {
    expect(firstLookAt(patient, quick, false)).toEqual(RUNS);
  });

  it("reads the concurrency, too, where runs take minutes and are counted that late", () => {
    expect(firstLookAt(patient, slow, false)).toEqual([...RUNS, "maxConcurrency"]);
  });

  it("reads the concurrency of a function that is not known yet", () => {
    expect(firstLookAt(patient, undefined, false)).toContain("maxConcurrency");
  });

  it("reads it of every function that may hang for minutes when a crowd runs in the account", () => {
    expect(firstLookAt(patient, quick, true)).toContain("maxConcurrency");
  });

  it("never reads it where runs are over within a minute, since they are counted as soon", () => {
    expect(firstLookAt(hasty, quick, true)).toEqual(RUNS);
    expect(firstLookAt(hasty, undefined, true)).toEqual(RUNS);
  });
});
