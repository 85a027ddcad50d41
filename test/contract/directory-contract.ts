import { describe, expect, it } from "vitest";
import type { Catalogue, FunctionProfile } from "../../lib/domain/function-profile.ts";
import type { FunctionDirectory } from "../../lib/ports/function-directory.ts";

function profileIn(catalogue: Catalogue, functionName: string): FunctionProfile {
  const profile = catalogue.functions.find((each) => each.functionName === functionName);
  if (profile === undefined) throw new Error(`${functionName} is not in the catalogue`);
  return profile;
}

/** @param makeDirectory a directory of the sample account (see `sample-account.ts`) */
export function describeDirectoryContract(
  name: string,
  makeDirectory: () => Promise<FunctionDirectory>,
): void {
  describe(name, () => {
    it("lists every function once", async () => {
      const { functions } = await (await makeDirectory()).takeInventory();
      expect(functions.map((each) => each.functionName).sort()).toEqual([
        "checkout",
        "report",
        "search",
        "thumbnails",
      ]);
    });

    it("lists them without asking about each, and says that none is described", async () => {
      const listing = await (await makeDirectory()).listFunctions();
      expect(listing.functions.map((each) => each.functionName).sort()).toEqual([
        "checkout",
        "report",
        "search",
        "thumbnails",
      ]);
      expect(profileIn(listing, "checkout")).toMatchObject({
        describedAtMs: "never",
        memoryMb: 512,
        timeoutSeconds: 20,
        tags: {},
        triggers: [{ kind: "sqs", enabled: true }],
      });
      expect(profileIn(listing, "thumbnails")).toMatchObject({ triggers: [] });
    });

    it("describes just the functions that it is asked about", async () => {
      const directory = await makeDirectory();
      const { functions } = await directory.listFunctions();
      const asked = functions.filter(({ functionName }) => functionName === "thumbnails");
      const found = await directory.describeFunctions(asked);
      expect(found.functions).toMatchObject([
        { functionName: "thumbnails", reservedConcurrency: 7, triggers: [{ kind: "s3" }] },
      ]);
      expect(found.functions[0]?.describedAtMs).toBeGreaterThan(0);
    });

    it("describes none when there is no time left", async () => {
      const directory = await makeDirectory();
      const { functions } = await directory.listFunctions();
      expect((await directory.describeFunctions(functions, 0)).functions).toEqual([]);
    });

    it("says of a function the same whether it was described with all or by itself", async () => {
      const directory = await makeDirectory();
      const whole = await directory.takeInventory();
      const { functions } = await directory.describeFunctions(whole.functions);
      const timeless = (profile: FunctionProfile) => ({ ...profile, describedAtMs: 0 });
      expect(functions.map(timeless)).toEqual(whole.functions.map(timeless));
    });

    it("says whose account it is, and where", async () => {
      const catalogue = await (await makeDirectory()).takeInventory();
      expect(catalogue).toMatchObject({ accountId: "123456789012", region: "us-east-1" });
      expect(profileIn(catalogue, "checkout").functionArn).toBe(
        "arn:aws:lambda:us-east-1:123456789012:function:checkout",
      );
    });

    it("describes a function: size, time limit, tags, last change", async () => {
      const checkout = profileIn(await (await makeDirectory()).takeInventory(), "checkout");
      expect(checkout).toMatchObject({
        memoryMb: 512,
        architecture: "arm64",
        timeoutSeconds: 20,
        tags: { team: "shop" },
      });
      expect(checkout.lastModifiedMs).toBeGreaterThan(Date.UTC(2020, 0, 1));
    });

    it("tells a reservation from none", async () => {
      const catalogue = await (await makeDirectory()).takeInventory();
      expect(profileIn(catalogue, "checkout").reservedConcurrency).toBe("unreserved");
      expect(profileIn(catalogue, "thumbnails").reservedConcurrency).toBe(7);
    });

    it("sees the queue that a function polls", async () => {
      const { triggers } = profileIn(await (await makeDirectory()).takeInventory(), "checkout");
      expect(triggers).toContainEqual({
        kind: "sqs",
        mappingId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        sourceArn: "arn:aws:sqs:us-east-1:123456789012:orders",
        enabled: true,
        // SQS's own default: four days.
        keepsForSeconds: 345_600,
      });
    });

    it("sees who may invoke a function", async () => {
      const catalogue = await (await makeDirectory()).takeInventory();
      expect(profileIn(catalogue, "thumbnails").triggers).toEqual([
        { kind: "s3", sourceArn: "arn:aws:s3:::uploads" },
      ]);
      expect(profileIn(catalogue, "search").triggers).toMatchObject([{ kind: "api-gateway" }]);
    });

    it("tells a schedule from a rule that waits for events", async () => {
      const { triggers } = profileIn(await (await makeDirectory()).takeInventory(), "report");
      const rule = (ruleName: string) => `arn:aws:events:us-east-1:123456789012:rule/${ruleName}`;
      expect(triggers).toHaveLength(2);
      expect(triggers).toContainEqual({ kind: "schedule", sourceArn: rule("nightly") });
      expect(triggers).toContainEqual({ kind: "event-rule", sourceArn: rule("on-order") });
    });
  });
}

/** What the independent emulator cannot be asked (see `moto.test.ts`). */
export function describeDirectoryDetails(
  name: string,
  makeDirectory: () => Promise<FunctionDirectory>,
): void {
  describe(name, () => {
    it("leaves no question unanswered", async () => {
      expect((await (await makeDirectory()).takeInventory()).unanswered).toEqual([]);
    });

    it("knows the account's limits", async () => {
      // 1,000 less 7 reserved for thumbnails and 3 provisioned for search.
      expect((await (await makeDirectory()).takeInventory()).limits).toEqual({
        concurrentExecutions: 1_000,
        unreservedConcurrentExecutions: 990,
      });
    });

    it("sees a URL that is open to everybody", async () => {
      const { triggers } = profileIn(await (await makeDirectory()).takeInventory(), "checkout");
      expect(triggers).toContainEqual({ kind: "function-url", isPublic: true });
      expect(triggers).toHaveLength(2);
    });

    it("knows what is provisioned, and whether loops are stopped", async () => {
      const catalogue = await (await makeDirectory()).takeInventory();
      expect(profileIn(catalogue, "checkout")).toMatchObject({
        provisionedConcurrency: 0,
        recursionDetection: "terminate",
      });
      expect(profileIn(catalogue, "search")).toMatchObject({
        provisionedConcurrency: 3,
        recursionDetection: "allow",
      });
    });

    it("knows how long events wait for a function", async () => {
      const catalogue = await (await makeDirectory()).takeInventory();
      expect(profileIn(catalogue, "checkout").maximumEventAgeSeconds).toBe(21_600);
      expect(profileIn(catalogue, "search").maximumEventAgeSeconds).toBe(3_600);
    });
  });
}
