import { InvokeCommand, ResourceNotFoundException } from "@aws-sdk/client-lambda";
import { describe, expect, it } from "vitest";
import { errorOf, openWire } from "../support/wire-clients.ts";

const invoke = (payload: unknown, type: "RequestResponse" | "Event" = "RequestResponse") =>
  new InvokeCommand({
    FunctionName: "actuate",
    InvocationType: type,
    Payload: Buffer.from(JSON.stringify(payload)),
  });

describe("Invoke over the wire", () => {
  it("hands the payload to the function and its result back", async () => {
    const { lambda, server } = await openWire();
    server.registerFunction("actuate", async (payload) => ({ echoed: payload }));
    const answer = await lambda.send(invoke({ kind: "trip" }));
    expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: "$LATEST" });
    expect(answer.FunctionError).toBeUndefined();
    expect(JSON.parse(answer.Payload?.transformToString() ?? "")).toEqual({ echoed: { kind: "trip" } });
  });

  it("answers null for a function that returns nothing", async () => {
    const { lambda, server } = await openWire();
    server.registerFunction("actuate", async () => undefined);
    const answer = await lambda.send(invoke({}));
    expect(answer.Payload?.transformToString()).toBe("null");
  });

  it("reports what the function threw as an unhandled error in a successful answer", async () => {
    const { lambda, server } = await openWire();
    server.registerFunction("actuate", async () => {
      throw new RangeError("no such breaker");
    });
    const answer = await lambda.send(invoke({}));
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: "Unhandled" });
    expect(JSON.parse(answer.Payload?.transformToString() ?? "")).toMatchObject({
      errorType: "RangeError",
      errorMessage: "no such breaker",
    });
  });

  it("runs asynchronous events afterwards, in order, with those that they cause", async () => {
    const { lambda, server } = await openWire();
    const seen: unknown[] = [];
    server.registerFunction("actuate", async (payload) => {
      seen.push(payload);
      if (payload === "first") await lambda.send(invoke("caused", "Event"));
    });
    const accepted = await lambda.send(invoke("first", "Event"));
    await lambda.send(invoke("second", "Event"));
    expect(accepted.StatusCode).toBe(202);
    await server.idle();
    expect(seen.toSorted()).toEqual(["caused", "first", "second"]);
    expect(seen[0]).toBe("first");
  });

  it("remembers asynchronous events that failed, since no caller hears of them", async () => {
    const { lambda, server } = await openWire();
    server.registerFunction("actuate", async () => {
      throw new TypeError("broken");
    });
    await lambda.send(invoke({}, "Event"));
    await server.idle();
    expect(server.failedEvents()).toEqual([
      { functionName: "actuate", errorType: "TypeError", errorMessage: "broken" },
    ]);
  });

  it("raises ResourceNotFoundException for a function without code", async () => {
    const { lambda } = await openWire();
    expect(await errorOf(lambda.send(invoke({})))).toBeInstanceOf(ResourceNotFoundException);
  });

  it("refuses an asynchronous event of more than a megabyte", async () => {
    const { lambda, server } = await openWire();
    server.registerFunction("actuate", async () => undefined);
    const error = await errorOf(lambda.send(invoke("x".repeat(1024 * 1024), "Event")));
    expect(error).toMatchObject({ name: "RequestTooLargeException" });
  });
});
