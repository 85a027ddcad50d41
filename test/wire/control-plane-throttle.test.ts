import { GetAccountSettingsCommand, InvokeCommand, TooManyRequestsException } from "@aws-sdk/client-lambda";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { admit, FULL_BUCKET, type ThrottleState } from "../../lib/sim/http/control-plane-throttle.ts";
import { openWire } from "../support/wire-clients.ts";

/** How many of `count` requests pass, all of them at world time `nowMs` with `inFlight` under way. */
function admitted(count: number, inFlight: number, nowMs = 1_000_000, start: ThrottleState = FULL_BUCKET) {
  let state = start;
  let passed = 0;
  for (let request = 0; request < count; request++) {
    const decision = admit(state, nowMs, inFlight);
    state = decision.state;
    if (decision.admitted) passed += 1;
  }
  return { passed, state };
}

describe("admit", () => {
  it("never refuses a caller that asks one by one", () => {
    expect(admitted(10_000, 1).passed).toBe(10_000);
  });

  it("lets ten parallel callers have the burst and then 15 per second of their own time", () => {
    // 100 requests in parallel by ten take 0.7 s: 15 at once and 0.7 s x 15/s = 10.5 more.
    expect(admitted(100, 10).passed).toBe(25);
  });

  it("refills with the world's time", () => {
    const { state } = admitted(100, 1_000);
    expect(admitted(100, 1_000, 1_001_000 + 100, state).passed).toBe(15);
  });

  it("keeps its clock from going back behind the world or itself", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ nowMs: fc.nat(100_000), inFlight: fc.integer({ min: 1, max: 50 }) })),
        (requests) => {
          let state = FULL_BUCKET;
          for (const { nowMs, inFlight } of requests) {
            const next = admit(state, nowMs, inFlight).state;
            expect(next.clockMs).toBeGreaterThanOrEqual(Math.max(nowMs, state.clockMs));
            expect(next.tokens).toBeGreaterThanOrEqual(0);
            expect(next.tokens).toBeLessThanOrEqual(15);
            state = next;
          }
        },
      ),
    );
  });
});

describe("the control plane's limit over the wire", () => {
  it("lets a caller pass that sends one request after the other", async () => {
    const { lambda, server } = await openWire();
    for (let request = 0; request < 100; request++) await lambda.send(new GetAccountSettingsCommand({}));
    expect(server.usage().refused).toEqual({});
  });

  it("refuses ten callers at once with CallerRateLimitExceeded", async () => {
    const { lambda } = await openWire();
    const errors: unknown[] = [];
    const caller = async () => {
      for (let request = 0; request < 10; request++)
        await lambda.send(new GetAccountSettingsCommand({})).catch((error: unknown) => errors.push(error));
    };
    await Promise.all(Array.from({ length: 10 }, caller));
    expect(errors.length).toBeGreaterThan(50);
    expect(errors[0]).toBeInstanceOf(TooManyRequestsException);
    expect(errors[0]).toMatchObject({
      Reason: "CallerRateLimitExceeded",
      retryAfterSeconds: "1",
      $metadata: { httpStatusCode: 429 },
    });
  });

  it("does not count invocations", async () => {
    const { lambda, server } = await openWire();
    server.registerFunction("actuate", async () => "done");
    const invocations = Array.from({ length: 60 }, () =>
      lambda.send(new InvokeCommand({ FunctionName: "actuate" })),
    );
    expect(await Promise.all(invocations)).toHaveLength(60);
  });
});
