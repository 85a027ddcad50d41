import { TooManyRequestsException } from "@aws-sdk/client-lambda";
import { describe, expect, it } from "vitest";
import { controlPlaneCall } from "../../../lib/aws/control-plane-call.ts";
import { NOW_MS } from "../../contract/samples.ts";

const throttled = (retryAfterSeconds?: string) =>
  new TooManyRequestsException({
    message: "Rate exceeded",
    $metadata: { httpStatusCode: 429 },
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });

/** Answers with each of these in turn, an error by throwing it; the last one again and again. */
function scripted(...answers: readonly (string | Error)[]) {
  const waitsMs: number[] = [];
  let turns = 0;
  let sent = 0;
  const call = controlPlaneCall({
    clock: () => NOW_MS,
    pace: async () => {
      turns += 1;
    },
    pause: async (ms) => waitsMs.push(ms),
  });
  const send = async (): Promise<string> => {
    const answer = answers[Math.min(sent, answers.length - 1)] ?? "";
    sent += 1;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return {
    ask: () => call("lambda:PutFunctionConcurrency", "checkout", send),
    waitsMs,
    turns: () => turns,
  };
}

describe("a request to the control plane", () => {
  it("that is throttled is repeated after the time that AWS asks for, in its turn again", async () => {
    const { ask, waitsMs, turns } = scripted(throttled("3"), "done");
    expect(await ask()).toEqual({ ok: true, value: "done" });
    expect(waitsMs).toEqual([3_000]);
    expect(turns()).toBe(2);
  });

  it.each([
    ["again after the wait", throttled("3"), [3_000]],
    ["for longer than a run can wait", throttled("60"), []],
    ["without a word how long, after all of the SDK's own attempts", throttled(), []],
  ])("that is throttled %s may be tried again later", async (_how, error, waits) => {
    const { ask, waitsMs } = scripted(error);
    await expect(ask()).rejects.toMatchObject({
      code: "cloud-call-failed",
      operation: "lambda:PutFunctionConcurrency",
      reason: "TooManyRequestsException",
      retryable: true,
    });
    expect(waitsMs).toEqual(waits);
  });

  it("waits when another service names the time as a number", async () => {
    const busy = Object.assign(new Error("slow down"), { name: "ThrottlingException", retryAfterSeconds: 2 });
    const { ask, waitsMs } = scripted(busy, "done");
    expect(await ask()).toEqual({ ok: true, value: "done" });
    expect(waitsMs).toEqual([2_000]);
  });

  it("that is refused for good is not repeated", async () => {
    const refusal = Object.assign(new Error("too little is left"), {
      name: "InvalidParameterValueException",
    });
    const { ask, turns } = scripted(refusal);
    expect(await ask()).toEqual({
      ok: false,
      error: {
        kind: "rejected-by-aws",
        operation: "lambda:PutFunctionConcurrency",
        message: "too little is left",
      },
    });
    expect(turns()).toBe(1);
  });
});
