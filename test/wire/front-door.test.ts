import { AwsClient } from "aws4fetch";
import { describe, expect, it, onTestFinished } from "vitest";
import { startFrontDoor } from "../../lib/sim/http/front-door.ts";
import type { ProxyEvent, ProxyResult } from "../../lib/sim/http/proxy-event.ts";
import { ACCOUNT_ID, NOON_MS, wireAccount } from "../support/wire-account.ts";

const OPERATOR = {
  accountId: ACCOUNT_ID,
  userId: "AIDAOPERATOR",
  arn: `arn:aws:iam::${ACCOUNT_ID}:user/ada`,
};
const KEYS = { accessKeyId: "AKIDOPERATOR", secretAccessKey: "open/sesame+" };

async function openDoor(handle: (event: ProxyEvent) => ProxyResult = () => ({ statusCode: 204 })) {
  const events: ProxyEvent[] = [];
  const door = await startFrontDoor(wireAccount(), {
    credentials: [{ ...KEYS, caller: OPERATOR }],
    handler: async (event) => {
      events.push(event);
      return handle(event);
    },
  });
  onTestFinished(() => door.close());
  return { door, events };
}

const signer = (overrides: Partial<ConstructorParameters<typeof AwsClient>[0]> = {}) =>
  new AwsClient({ ...KEYS, service: "execute-api", region: "eu-central-1", retries: 0, ...overrides });

describe("the front door", () => {
  it("hands a signed request to the handler as a payload 2.0 event with the caller's identity", async () => {
    const { door, events } = await openDoor();
    await signer().fetch(`${door.url}/functions/orders/kill?dry=yes&tag=a%20b&tag=c*`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: "a=1; b=2" },
      body: '{"reason":"it burns"}',
    });
    expect(events).toMatchObject([
      {
        version: "2.0",
        rawPath: "/functions/orders/kill",
        queryStringParameters: { dry: "yes", tag: "a b,c*" },
        cookies: ["a=1", "b=2"],
        headers: { "content-type": "application/json" },
        body: '{"reason":"it burns"}',
        isBase64Encoded: false,
        requestContext: {
          accountId: ACCOUNT_ID,
          http: { method: "POST", path: "/functions/orders/kill", sourceIp: "127.0.0.1" },
          time: "22/Nov/2026:12:00:00 +0000",
          timeEpoch: NOON_MS,
          authorizer: {
            iam: {
              accessKey: KEYS.accessKeyId,
              accountId: ACCOUNT_ID,
              callerId: OPERATOR.userId,
              userArn: OPERATOR.arn,
              userId: OPERATOR.userId,
            },
          },
        },
      },
    ]);
  });

  it("understands a signature over a path and query full of signs", async () => {
    const { door, events } = await openDoor();
    const response = await signer().fetch(`${door.url}/a%20b/$LATEST:c(d)!?q=%2F%3D~'()*&z=&a=%C3%BC`);
    expect(response.status).toBe(204);
    expect(events[0]?.queryStringParameters).toEqual({ q: "/=~'()*", z: "", a: "ü" });
  });

  it("gives the caller the handler's status, headers, cookies and body", async () => {
    const { door } = await openDoor(() => ({
      statusCode: 201,
      headers: { "Content-Type": "text/html" },
      cookies: ["a=1", "b=2"],
      body: Buffer.from("<p>ü").toString("base64"),
      isBase64Encoded: true,
    }));
    const response = await signer().fetch(door.url);
    expect(response.status).toBe(201);
    expect(response.headers.get("content-type")).toBe("text/html");
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await response.text()).toBe("<p>ü");
  });

  it("takes a result without a status for the JSON body itself", async () => {
    const { door } = await openDoor(() => ({ mode: "observe" }) as ProxyResult);
    const response = await signer().fetch(door.url);
    expect(await response.json()).toEqual({ mode: "observe" });
  });

  it("wraps bodies that are no text, forms too, in base64", async () => {
    const { door, events } = await openDoor();
    await signer().fetch(door.url, { method: "POST", body: new URLSearchParams({ sure: "yes" }).toString() });
    await signer().fetch(door.url, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "sure=yes",
    });
    expect(events[1]).toMatchObject({
      isBase64Encoded: true,
      body: Buffer.from("sure=yes").toString("base64"),
    });
  });

  it("tells nothing of what the handler threw", async () => {
    const { door } = await openDoor(() => {
      throw new Error("table secret-name is gone");
    });
    const response = await signer().fetch(door.url);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ message: "Internal Server Error" });
    expect(door.thrownByHandler()).toHaveLength(1);
  });

  it.each<[string, (url: string) => Promise<Response>]>([
    ["no signature", (url) => fetch(url)],
    ["an unknown key", (url) => signer({ accessKeyId: "AKIDNOBODY" }).fetch(url)],
    ["a wrong secret", (url) => signer({ secretAccessKey: "guess" }).fetch(url)],
    ["a signature for another service", (url) => signer({ service: "lambda" }).fetch(url)],
    ["a signature for another region", (url) => signer({ region: "us-east-1" }).fetch(url)],
    ["a token that belongs to no such key", (url) => signer({ sessionToken: "stolen" }).fetch(url)],
    ["another path than signed", async (url) => resend(await signer().sign(`${url}/health`), `${url}/kill`)],
    ["another query than signed", async (url) => resend(await signer().sign(`${url}/a?b=1`), `${url}/a?b=2`)],
    [
      "another body than signed",
      async (url) => {
        const { headers } = await signer().sign(url, { method: "POST", body: "observe" });
        return fetch(url, { method: "POST", headers, body: "enforce" });
      },
    ],
  ])("answers 403 to %s and keeps it from the handler", async (_what, send) => {
    const { door, events } = await openDoor();
    const response = await send(door.url);
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ message: "Forbidden" });
    expect(events).toEqual([]);
  });

  it("lets temporary credentials in with their session token", async () => {
    const account = wireAccount();
    const door = await startFrontDoor(account, {
      credentials: [{ ...KEYS, sessionToken: "of-the-hour", caller: OPERATOR }],
      handler: async () => ({ statusCode: 204 }),
    });
    onTestFinished(() => door.close());
    expect((await signer({ sessionToken: "of-the-hour" }).fetch(door.url)).status).toBe(204);
    expect((await signer().fetch(door.url)).status).toBe(403);
  });
});

const resend = (signed: Request, url: string): Promise<Response> => fetch(url, { headers: signed.headers });
