import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import type { Trigger } from "../../../lib/domain/trigger.ts";
import { aBaseline, aBucket, aCatalogue, aFunctionUrl, aProfile, NOW_MS } from "../../support/builders.ts";
import { CONCURRENCY, fakeControl, reserved } from "../../support/fake-control.ts";
import { guardOver } from "../../support/guard.ts";
import { scriptedMetrics } from "../../support/scripted-metrics.ts";

describe("probing a function at concurrency 1", () => {
  const EVENTS_ONLY: Trigger[] = [aBucket];
  const ALSO_CALLED: Trigger[] = [aBucket, aFunctionUrl];

  /** Tripped half an hour ago; callers still hammer it, no event arrives. */
  async function stateAfterProbeIsDue(triggers: readonly Trigger[], throttlesPerMinute: number) {
    let nowMs = NOW_MS;
    const metrics = scriptedMetrics((_name, measurement) =>
      measurement === "throttles" ? throttlesPerMinute : 0,
    );
    const control = fakeControl([[CONCURRENCY, reserved("unreserved")]]);
    const guard = guardOver({ clock: () => nowMs, metrics, control, policyText: "mode: enforce" });
    await guard.stores.catalogue.save(aCatalogue([aProfile({ triggers })]));
    await guard.stores.baselines.save([aBaseline({ asyncEventsSeen: true })]);
    const by = { kind: "person", name: "maria" } as const;
    await guard.order({ verb: "kill", functionName: "checkout", reason: "a flood", by });
    await guard.order({ verb: "release", functionName: "checkout", reason: "over to you", by });
    for (let minute = 0; minute < 6; minute += 1) {
      nowMs += MINUTE_MS;
      await guard.tick();
    }
    return (await guard.stores.breakers.load("checkout")).state.kind;
  }

  it("waits while callers who wait for an answer are refused in crowds", async () => {
    expect(await stateAfterProbeIsDue(ALSO_CALLED, 20_000)).toBe("tripped");
    expect(await stateAfterProbeIsDue([], 20_000)).toBe("tripped");
  });

  it("goes on when only events call it: what is refused are the retries of those that wait", async () => {
    expect(await stateAfterProbeIsDue(EVENTS_ONLY, 20_000)).toBe("probing");
  });

  it("goes on when nobody is refused any more", async () => {
    expect(await stateAfterProbeIsDue(ALSO_CALLED, 0)).toBe("probing");
  });
});
