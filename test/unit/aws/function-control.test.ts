import { LambdaClient } from "@aws-sdk/client-lambda";
import { PipesClient } from "@aws-sdk/client-pipes";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lambdaFunctionControl } from "../../../lib/aws/function-control.ts";
import type { FunctionControl } from "../../../lib/ports/function-control.ts";
import { simulatedAccount } from "../../../lib/sim/account.ts";
import { AwsError } from "../../../lib/sim/faces.ts";
import { type AccountServer, startAccountServer } from "../../../lib/sim/http/server.ts";
import type { SimulatedAccount } from "../../../lib/sim/simulated-account.ts";
import { accountSpec, functionSpec, streamTrigger } from "../../../lib/sim/spec.ts";
import { mappingIdOf, settle } from "../../contract/sample-account.ts";
import { NOW_MS } from "../../contract/samples.ts";
import { TEST_CREDENTIALS, TEST_REGION } from "../../support/dynamo.ts";

let account: SimulatedAccount;
let server: AccountServer;
let control: FunctionControl;

beforeEach(async () => {
  account = simulatedAccount(
    accountSpec({
      startMs: NOW_MS,
      functions: [
        functionSpec({
          functionName: "clicks",
          triggers: [streamTrigger({ kind: "kinesis", streamName: "clicks", arrivals: () => 0 })],
        }),
      ],
    }),
  );
  server = await startAccountServer(account);
  const config = { endpoint: server.url, region: TEST_REGION, credentials: TEST_CREDENTIALS, maxAttempts: 1 };
  control = lambdaFunctionControl(
    { lambda: new LambdaClient(config), pipes: new PipesClient(config) },
    { clock: () => account.nowMs(), pace: async () => undefined },
  );
});
afterEach(() => server.close());

const concurrency = { kind: "concurrency", functionName: "clicks" } as const;
const stopped = { kind: "concurrency", reserved: 0 } as const;

describe("control of a function", () => {
  it("does not take a missing right for a missing function", async () => {
    server.deny("lambda:GetFunctionConcurrency");
    await expect(control.read(concurrency)).rejects.toMatchObject({
      operation: "lambda:GetFunctionConcurrency",
      reason: "AccessDeniedException",
      retryable: false,
    });
  });

  it("says that a throttled write may be tried again", async () => {
    server.failNext(
      "lambda:PutFunctionConcurrency",
      new AwsError("TooManyRequestsException", "Rate exceeded", 429),
    );
    await expect(control.write(concurrency, stopped)).rejects.toMatchObject({ retryable: true });
    expect(await control.write(concurrency, stopped)).toMatchObject({ ok: true });
  });

  it("says that it does not know when the answer is lost, and finds the write done when it is repeated", async () => {
    server.failNext("lambda:PutFunctionConcurrency", "lost-answer");
    await expect(control.write(concurrency, stopped)).rejects.toMatchObject({ retryable: true });
    expect(await control.read(concurrency)).toMatchObject({ value: { value: stopped } });
    expect(await control.write(concurrency, stopped)).toMatchObject({ ok: true });
  });

  it("takes a change that another one makes at this moment for busy", async () => {
    server.failNext(
      "lambda:PutFunctionConcurrency",
      new AwsError("ResourceConflictException", "in progress", 409),
    );
    expect(await control.write(concurrency, stopped)).toEqual({
      ok: false,
      error: { kind: "busy", leaseUntilMs: NOW_MS + 60_000 },
    });
  });

  it("switches a stream off and on, which knows no ceiling", async () => {
    const setting = {
      kind: "event-source",
      functionName: "clicks",
      mappingId: mappingIdOf(account, "clicks"),
    } as const;
    for (const enabled of [false, true]) {
      const value = { kind: "event-source", enabled, maximumConcurrency: "unlimited" } as const;
      expect(await control.write(setting, value)).toMatchObject({ ok: true });
      await settle(account);
      expect(await control.read(setting)).toEqual({ ok: true, value: { value, settled: true } });
    }
  });

  it("tells no last change when it may not ask, and fails nobody by that", async () => {
    server.deny("lambda:GetFunctionConfiguration");
    expect(await control.lastChange(concurrency)).toBeUndefined();
  });

  it("refuses a value that does not belong to the setting, before it asks anybody", async () => {
    const wrong = { kind: "event-source", enabled: false, maximumConcurrency: "unlimited" } as const;
    await expect(control.write(concurrency, wrong)).rejects.toThrow(TypeError);
    expect(server.usage().calls).toEqual({});
  });
});
