import { describe, expect, it } from "vitest";
import type { FunctionProfile } from "../../lib/domain/function-profile.ts";
import type { FunctionDirectory } from "../../lib/ports/function-directory.ts";

type MakeDirectory = () => Promise<FunctionDirectory>;

async function profile(makeDirectory: MakeDirectory, functionName: string): Promise<FunctionProfile> {
  const { functions } = await (await makeDirectory()).takeInventory();
  const found = functions.find((each) => each.functionName === functionName);
  if (found === undefined) throw new Error(`${functionName} is not in the catalogue`);
  return found;
}

const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:123456789012:${resource}`;

/** @param makeDirectory a directory of the connected account (see `connected-account.ts`) */
export function describeConnectionsContract(name: string, makeDirectory: MakeDirectory): void {
  describe(name, () => {
    it("sees who may call an alias, and the rules that target it", async () => {
      const { triggers } = await profile(makeDirectory, "storefront");
      expect(triggers).toHaveLength(2);
      expect(triggers).toContainEqual({
        kind: "load-balancer",
        sourceArn: arn("elasticloadbalancing", "targetgroup/shop/0123456789abcdef"),
      });
      expect(triggers).toContainEqual({ kind: "event-rule", sourceArn: arn("events", "rule/on-cart") });
    });

    it("knows how long a queue keeps its messages, and after how many tries it moves them away", async () => {
      const { triggers } = await profile(makeDirectory, "settlement");
      expect(triggers.find(({ kind }) => kind === "sqs")).toMatchObject({
        sourceArn: arn("sqs", "payments"),
        keepsForSeconds: 86_400,
        maxReceiveCount: 5,
      });
    });

    it("knows how long streams keep their records", async () => {
      const { triggers } = await profile(makeDirectory, "settlement");
      expect(triggers.find(({ kind }) => kind === "kinesis")).toMatchObject({
        sourceArn: arn("kinesis", "stream/clicks"),
        keepsForSeconds: 48 * 3_600,
      });
      // A table's stream keeps its records for 24 hours, whatever is set.
      expect(triggers.find(({ kind }) => kind === "dynamodb-stream")).toMatchObject({
        keepsForSeconds: 24 * 3_600,
      });
    });

    it("sees a schedule that calls an alias with a role of its own", async () => {
      expect((await profile(makeDirectory, "reminders")).triggers).toEqual([
        { kind: "schedule", sourceArn: arn("scheduler", "schedule/default/at-nine") },
      ]);
    });

    it("sees a pipe, and how long its queue keeps what is unread", async () => {
      expect((await profile(makeDirectory, "invoices")).triggers).toEqual([
        {
          kind: "pipe",
          pipeName: "paid-orders",
          sourceArn: arn("sqs", "paid"),
          running: true,
          keepsForSeconds: 345_600,
        },
      ]);
    });

    it("counts a stream's records as kept no longer than the pipe takes them", async () => {
      expect((await profile(makeDirectory, "trends")).triggers).toEqual([
        {
          kind: "pipe",
          pipeName: "click-trends",
          sourceArn: arn("kinesis", "stream/views"),
          running: true,
          // Of the 24 hours that the stream keeps.
          keepsForSeconds: 7_200,
        },
      ]);
    });
  });
}

/** What the independent emulator cannot be asked (see `moto.test.ts`). */
export function describeConnectionDetails(name: string, makeDirectory: MakeDirectory): void {
  describe(name, () => {
    it("leaves no question unanswered", async () => {
      expect((await (await makeDirectory()).takeInventory()).unanswered).toEqual([]);
    });

    it("knows what runs on the owner's own instances, and what may be suspended", async () => {
      expect(await profile(makeDirectory, "renderer")).toMatchObject({
        hosting: "managed-instances",
        isDurable: true,
      });
      expect(await profile(makeDirectory, "invoices")).toMatchObject({
        hosting: "on-demand",
        isDurable: false,
      });
    });

    it("knows whether events that are given up are kept, for the unpublished code and every alias", async () => {
      expect(await profile(makeDirectory, "mailer")).toMatchObject({ hasFailureDestination: true });
      expect(await profile(makeDirectory, "reminders")).toMatchObject({ hasFailureDestination: false });
    });

    it("counts a stream's records as kept no longer than the mapping takes them", async () => {
      const { triggers } = await profile(makeDirectory, "archive");
      expect(triggers).toMatchObject([{ kind: "kinesis", keepsForSeconds: 3_600 }]);
    });
  });
}
