import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { cloudAnswer, cloudCall } from "../../../lib/aws/cloud-call.ts";
import { CloudCallError } from "../../../lib/domain/errors.ts";
import { type ScriptedAnswer, scriptedAws } from "./scripted-aws.ts";

const listTables = (answer: ScriptedAnswer) =>
  new DynamoDBClient(scriptedAws(() => answer).config).send(new ListTablesCommand({}));

const failureOf = (answer: ScriptedAnswer) =>
  cloudCall("dynamodb:ListTables", listTables(answer)).catch((error: unknown) => error);

describe("cloudCall", () => {
  it("hands over the answer", async () => {
    const answer = await cloudCall("dynamodb:ListTables", listTables({ body: { TableNames: ["one"] } }));
    expect(answer.TableNames).toEqual(["one"]);
  });

  it("names the operation and AWS's own error, and keeps the SDK's error as the cause", async () => {
    const failure = await failureOf({ error: "AccessDeniedException", message: "not you" });
    expect(failure).toBeInstanceOf(CloudCallError);
    expect(failure).toMatchObject({
      operation: "dynamodb:ListTables",
      reason: "AccessDeniedException",
      cause: { message: "not you" },
    });
  });

  it.each([
    ["throttling", { error: "ThrottlingException", status: 400 }],
    ["too many requests", { error: "Whatever", status: 429 }],
    ["a fault on AWS's side", { error: "InternalServerError", status: 500 }],
    ["a refused connection", { networkError: "ECONNREFUSED" }],
    ["a broken connection", { networkError: "ECONNRESET" }],
  ] as const)("calls %s worth another try", async (_, answer) => {
    expect(await failureOf(answer)).toMatchObject({ retryable: true });
  });

  it.each([
    ["a missing right", { error: "AccessDeniedException", status: 400 }],
    ["a wrong question", { error: "ValidationException", status: 400 }],
    ["expired credentials", { error: "ExpiredTokenException", status: 400 }],
  ] as const)("does not call %s worth another try", async (_, answer) => {
    expect(await failureOf(answer)).toMatchObject({ retryable: false });
  });
});

describe("cloudAnswer", () => {
  const expected = ["ResourceNotFoundException"];

  it("hands back an expected error as a value", async () => {
    const call = listTables({ error: "ResourceNotFoundException", message: "no such thing" });
    expect(await cloudAnswer("dynamodb:ListTables", call, expected)).toEqual({
      ok: false,
      error: { name: "ResourceNotFoundException", message: "no such thing" },
    });
  });

  it("throws every other one", async () => {
    const call = listTables({ error: "AccessDeniedException" });
    await expect(cloudAnswer("dynamodb:ListTables", call, expected)).rejects.toThrow(CloudCallError);
  });
});
