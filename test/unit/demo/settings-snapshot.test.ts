import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { simulatedAccount } from "../../../lib/sim/account.ts";
import { accountSpec, functionSpec, pipeTrigger, sqsTrigger } from "../../../lib/sim/spec.ts";
import { describeSettings } from "../../../scripts/demo/settings-snapshot.ts";

const START_MS = Date.UTC(2026, 10, 10);
const functionName = "invoice-printer";

const account = () =>
  simulatedAccount(
    accountSpec({
      startMs: START_MS,
      functions: [
        functionSpec({
          functionName,
          reservedConcurrency: 40,
          triggers: [
            sqsTrigger({ queueName: "refunds", arrivals: () => 0, maximumConcurrency: 5 }),
            pipeTrigger("paid-orders", sqsTrigger({ queueName: "paid-orders", arrivals: () => 0 })),
          ],
        }),
        functionSpec({
          functionName: "other",
          triggers: [pipeTrigger("other-pipe", sqsTrigger({ queueName: "others", arrivals: () => 0 }))],
        }),
      ],
    }),
  );

describe("the settings of a function before and after the day", () => {
  it("are its reservation, its mappings and its own pipes", () => {
    expect(describeSettings(account(), functionName)).toBe(
      "reserved concurrency 40; event source on, at most 5 at once; pipe running",
    );
  });

  it("are not as before while a pipe is stopped, or on its way back", () => {
    const world = account();
    const before = describeSettings(world, functionName);
    world.pipes.stopPipe("paid-orders");
    world.advanceTo(START_MS + 2 * MINUTE_MS);
    expect(describeSettings(world, functionName)).toContain("pipe stopped");
    world.pipes.startPipe("paid-orders");
    expect(describeSettings(world, functionName)).toContain("pipe stopped");
    world.advanceTo(START_MS + 4 * MINUTE_MS);
    expect(describeSettings(world, functionName)).toBe(before);
  });
});
