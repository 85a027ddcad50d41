import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../lib/domain/time.ts";
import { AwsError } from "../../lib/sim/faces.ts";
import { randomStream } from "../../lib/sim/random.ts";
import { type BadDay, badDays, CAP } from "../support/bad-day.ts";
import { attackOn } from "../support/small-account.ts";

const begin = badDays();
const FLOODED = "share-preview";
const LATE_MS = 10 * MINUTE_MS;
const throttled = new AwsError("Throttling", "Rate exceeded", 400);

async function floodedDay(): Promise<BadDay> {
  const day = await begin([attackOn(FLOODED)]);
  await day.guard.takeInventory();
  return day;
}

function failSome(day: BadDay, isHit: (request: number) => boolean): void {
  for (const operation of ["cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics"])
    day.guard.server.failSome(operation, throttled, isHit);
}
function recover(day: BadDay): void {
  for (const operation of ["cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics"])
    day.guard.server.recover(operation);
}

describe("a CloudWatch that throttles every second request", () => {
  it("leaves it said who was not seen, none of whom is called quiet or acted on; the flood is stopped afterwards", async () => {
    const day = await floodedDay();
    failSome(day, (request) => request % 2 === 1);
    for (let minute = 0; minute < 12; minute++) {
      const { report } = await day.play(1);
      expect(report.problem).toBeDefined();
      for (const { functionName, did, reason } of report.responses)
        if (report.blind.includes(functionName))
          expect({ did, reason }).toEqual({ did: "none", reason: expect.stringContaining("Throttling") });
    }
    expect(day.reserved(FLOODED)).toBe("unreserved");
    recover(day);
    await day.play(1);
    expect(day.reserved(FLOODED)).toBe(CAP);
  });

  it("does not keep a flood from being stopped when it is other functions each minute that are not seen", async () => {
    const day = await floodedDay();
    const random = randomStream(5, "throttled");
    failSome(day, () => random.uniform() < 0.5);
    for (let minute = 0; minute < 60 && day.reserved(FLOODED) === "unreserved"; minute++) await day.play(1);
    expect(day.reserved(FLOODED)).toBe(CAP);
    recover(day);
    await day.play(2);
    for (const { functionName } of (await day.guard.commands.status()).breakers)
      expect(functionName).toBe(FLOODED);
    expect(day.reserved(FLOODED)).toBe(CAP);
  });
});

describe("metrics that are ten minutes late", () => {
  it("show a flood ten minutes later, which is then stopped", async () => {
    const day = await floodedDay();
    day.account.delayMetrics(LATE_MS);
    await day.play(18);
    expect(day.reserved(FLOODED)).toBe("unreserved");
    await day.play(3);
    expect(day.reserved(FLOODED)).toBe(CAP);
    expect(day.subjects()).toEqual([expect.stringContaining(`CAPPED ${FLOODED}`)]);

    // In time again, the newest minutes come before the ones that were held up.
    day.account.delayMetrics(0);
    await day.play(4);
    expect(day.reserved(FLOODED)).toBe(CAP);
    expect((await day.eventsOf(FLOODED)).filter((event) => event === "breaker.tripped")).toHaveLength(1);
  });

  it("do not pass for the end of a flood that goes on: what was limited stays so", async () => {
    const day = await floodedDay();
    await day.play(12);
    expect(day.reserved(FLOODED)).toBe(CAP);
    day.account.delayMetrics(LATE_MS);
    for (let minute = 0; minute < 25; minute++) {
      await day.play(1);
      expect(day.reserved(FLOODED)).toBe(CAP);
    }
  });
});

describe("metrics that stop", () => {
  it("leave every function unseen after a quarter of an hour, which is told, and none is acted on", async () => {
    const day = await floodedDay();
    await day.play(3);
    day.account.delayMetrics(24 * 60 * MINUTE_MS);
    const { report } = await day.play(25);
    expect(report.problem).toMatch(
      /^the account's total shows nothing since 12:0\d UTC, where \d+ runs are usual$/,
    );
    expect(report.blind).toHaveLength(5);
    expect(day.subjects()).toEqual([
      expect.stringContaining("BLIND: none of 5 functions could be looked at"),
    ]);
    expect(day.reserved(FLOODED)).toBe("unreserved");
  });
});
