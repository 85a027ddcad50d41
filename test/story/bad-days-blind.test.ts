import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../lib/domain/time.ts";
import { badDays, CAP } from "../support/bad-day.ts";
import { attackOn, STORY_BEGINS_MS, smallAccount } from "../support/small-account.ts";

const begin = badDays();
const FLOODED = "share-preview";
const READING = ["cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics"];
const EVERY_FUNCTION = ["newcomer", "order-worker", "share-preview", "sign-in", "thumbnails"];

describe("an account that is not seen", () => {
  it("is left alone and called unseen while metrics may not be read; a flood that goes on is stopped afterwards", async () => {
    const day = await begin([attackOn(FLOODED)]);
    await day.guard.takeInventory();
    for (const operation of READING) day.guard.server.deny(operation);
    const { report } = await day.play(11);
    expect([...report.blind].sort()).toEqual(EVERY_FUNCTION);
    expect(day.guard.log.lines).toContainEqual({
      level: "warn",
      sentence: "functions could not be looked at",
      fields: { count: EVERY_FUNCTION.length, blind: report.blind },
    });
    expect(report.responses.find(({ functionName }) => functionName === FLOODED)).toMatchObject({
      did: "none",
      reason: "cloudwatch:GetMetricData failed: AccessDenied",
    });
    expect(day.reserved(FLOODED)).toBe("unreserved");
    expect(await day.guard.commands.status()).toMatchObject({ breakers: [], openIncidents: [] });

    for (const operation of READING) day.guard.server.allow(operation);
    await day.play(1);
    expect(day.reserved(FLOODED)).toBe(CAP);
    expect(day.subjects()).toEqual([
      expect.stringContaining("BLIND: none of 5 functions could be looked at"),
      expect.stringContaining(`CAPPED ${FLOODED}`),
    ]);
  });

  it("is looked at by the dear questions while the free ones are not answered, and the flood is stopped", async () => {
    const day = await begin([attackOn(FLOODED)]);
    await day.guard.takeInventory();
    day.guard.server.deny("cloudwatch:GetMetricStatistics");
    const { report } = await day.play(11);
    expect(report).toMatchObject({
      read: EVERY_FUNCTION.length,
      blind: [],
      tripwire: "the account's totals could not be read: AccessDenied",
      problem: "the account's totals could not be read: AccessDenied",
    });
    expect(day.reserved(FLOODED)).toBe(CAP);
  });

  it("has its flood told and not stopped while the dear questions are not answered: one signal is not enough", async () => {
    const day = await begin([attackOn(FLOODED)]);
    await day.guard.takeInventory();
    day.guard.server.deny("cloudwatch:GetMetricData");
    await day.play(11);
    expect(day.reserved(FLOODED)).toBe("unreserved");
    expect(day.subjects()).toEqual([expect.stringContaining(`NOT STOPPED ${FLOODED}`)]);
    expect(day.letters()[0]).toContain("one signal alone is not enough to act on");
  });
});

describe("an inventory with unanswered questions", () => {
  it("tells instead of acting, names the question everywhere, and acts once it is answered", async () => {
    const day = await begin([attackOn(FLOODED)]);
    day.guard.server.deny("lambda:GetPolicy");
    await day.guard.takeInventory();
    await day.play(14);
    expect(day.reserved(FLOODED)).toBe("unreserved");
    expect(day.subjects()).toEqual([expect.stringContaining(`NOT STOPPED ${FLOODED}`)]);
    expect(day.letters()[0]).toContain("the inventory got no answer to lambda:GetPolicy");
    const status = await day.guard.commands.status();
    expect(status.unanswered).toEqual(
      EVERY_FUNCTION.map((functionName) => ({
        functionName,
        operation: "lambda:GetPolicy",
        reason: "AccessDeniedException",
      })),
    );
    expect(status.openIncidents).toMatchObject([{ functionName: FLOODED, plan: { kind: "alert" } }]);

    day.guard.server.allow("lambda:GetPolicy");
    await day.guard.takeInventory();
    await day.play(1);
    expect(day.reserved(FLOODED)).toBe(CAP);
    expect((await day.guard.commands.status()).unanswered).toEqual([]);
  });

  it("keeps what it knew when the functions may not be listed", async () => {
    const day = await begin([attackOn(FLOODED)]);
    await day.guard.takeInventory();
    day.guard.server.deny("lambda:ListFunctions");
    await expect(day.guard.takeInventory()).rejects.toThrow(
      "lambda:ListFunctions failed: AccessDeniedException",
    );
    await day.play(11);
    expect(day.reserved(FLOODED)).toBe(CAP);
  });
});

describe("an account of which little is known", () => {
  it("says that the inventory is missing before there is one", async () => {
    const day = await begin([attackOn(FLOODED)]);
    const { report } = await day.play(11);
    expect(report).toMatchObject({ read: 0, tripwire: "no inventory yet: run the inventory function once" });
    expect(day.reserved(FLOODED)).toBe("unreserved");
    expect(await day.guard.commands.status()).toMatchObject({ functions: 0 });
  });

  it("says that it has no functions when it has none", async () => {
    const day = await begin([], { account: { functions: [] }, learned: "nothing" });
    expect(await day.guard.takeInventory()).toEqual({
      functions: 0,
      described: 0,
      undescribed: 0,
      unanswered: [],
    });
    await day.guard.learn();
    const { report } = await day.play(3);
    expect(report).toMatchObject({ read: 0, blind: [] });
    expect(report.responses.map(({ did }) => did)).toEqual(["none", "none"]);
    expect(await day.guard.commands.status()).toMatchObject({
      functions: 0,
      breakers: [],
      openIncidents: [],
    });
    expect(day.subjects()).toEqual([]);
  });

  it.each([true, false])(
    "is watched but not acted on while it has no metrics yet, and an attack is told with that reason (learner has run: %s)",
    async (hasLearned) => {
      const deployedMs = STORY_BEGINS_MS - MINUTE_MS;
      const functions = smallAccount().functions.map((each) => ({ ...each, lastModifiedMs: deployedMs }));
      const account = { startMs: STORY_BEGINS_MS, functions };
      const day = await begin([attackOn(FLOODED)], { account, learned: "nothing" });
      await day.guard.takeInventory();
      if (hasLearned) expect(await day.guard.learn()).toMatchObject({ unread: [] });
      const { report } = await day.play(1);
      expect(report).toMatchObject({ read: EVERY_FUNCTION.length, blind: [] });
      await day.play(13);
      expect(day.reserved(FLOODED)).toBe("unreserved");
      expect(day.subjects()).toContainEqual(expect.stringContaining(`NOT STOPPED ${FLOODED}`));
      expect(day.letters().join("\n")).toContain(
        hasLearned ? "it is on probation: 0.0 of 3 days" : "nothing has been learned about the function yet",
      );
      expect(await day.guard.commands.status()).toMatchObject({ breakers: [] });
    },
  );

  it("has a newcomer, whose flood is told and not stopped, with the reason", async () => {
    const day = await begin([attackOn("newcomer")]);
    await day.guard.takeInventory();
    await day.play(14);
    expect(day.reserved("newcomer")).toBe("unreserved");
    expect(day.subjects()).toEqual([expect.stringContaining("NOT STOPPED newcomer")]);
    expect(day.letters()[0]).toContain("it is on probation: 0.2 of 3 days of history");
  });
});
