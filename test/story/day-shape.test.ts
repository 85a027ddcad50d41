import { describe, expect, it } from "vitest";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../../lib/domain/time.ts";
import { simulatedAccount } from "../../lib/sim/account.ts";
import { playedDay } from "../../lib/sim/day/played-day.ts";

/*
 * The demo's day when nobody guards it: the attacks must be worth stopping, and the rest must look like life.
 * Begins at midnight; the two weeks before it would only cost time here.
 */
const day = playedDay(1);
const world = simulatedAccount({ ...day.account, startMs: day.startOfDayMs });
world.schedule(day.changes);

/** Cumulative cost of each function at the end of each minute, USD; the first is midnight. */
const costs = new Map(day.account.functions.map(({ functionName }) => [functionName, [0]]));
for (let atMs = day.startOfDayMs + MINUTE_MS; atMs <= day.endOfDayMs; atMs += MINUTE_MS) {
  world.advanceTo(atMs);
  for (const [functionName, curve] of costs) curve.push(world.costUsd(functionName));
}
/** Metrics of the last minutes become visible a little later. */
world.advanceTo(day.endOfDayMs + 10 * MINUTE_MS);

function usdPerHour(functionName: string, fromMs: EpochMs, toMs: EpochMs): number {
  const curve = costs.get(functionName);
  const at = (ms: EpochMs): number => curve?.[(ms - day.startOfDayMs) / MINUTE_MS] ?? Number.NaN;
  return (at(toMs) - at(fromMs)) / ((toMs - fromMs) / HOUR_MS);
}

function highestConcurrency(functionName: string | undefined, fromMs: EpochMs, toMs: EpochMs): number {
  const points = world.metrics.query({
    namespace: "AWS/Lambda",
    metricName: "ConcurrentExecutions",
    dimensions: functionName === undefined ? {} : { FunctionName: functionName },
    stat: "Maximum",
    periodSeconds: 60,
    startMs: fromMs,
    endMs: toMs,
  });
  return Math.max(...points.map(({ value }) => value));
}

const attackBy = (cause: (typeof day.attacks)[number]["cause"]) => {
  const attack = day.attacks.find((each) => each.cause === cause);
  if (attack === undefined) throw new Error(`no ${cause}`);
  return attack;
};
const benignBy = (what: (typeof day.benign)[number]["what"]) => {
  const benign = day.benign.find((each) => each.what === what);
  if (benign === undefined) throw new Error(`no ${what}`);
  return benign;
};

describe("the flood on the function URL", () => {
  const { functionName, beginMs, endMs } = attackBy("flood");

  it("costs at least $5 an hour more than usual", () => {
    const usual = usdPerHour(functionName, beginMs - HOUR_MS, beginMs);
    expect(usdPerHour(functionName, beginMs, endMs) - usual).toBeGreaterThan(5);
  });

  it("is over when its callers give up", () => {
    const before = usdPerHour(functionName, beginMs - HOUR_MS, beginMs);
    expect(usdPerHour(functionName, endMs + MINUTE_MS, endMs + HOUR_MS)).toBeLessThan(3 * before);
  });
});

describe("the retry storm on the queue", () => {
  const { functionName, beginMs, endMs } = attackBy("retry-storm");

  it("grows as long as the carrier is down", () => {
    const levels = [1, 5, 15].map((minute) =>
      highestConcurrency(functionName, beginMs + minute * MINUTE_MS, beginMs + (minute + 1) * MINUTE_MS),
    );
    expect(levels[1]).toBeGreaterThan(2 * (levels[0] ?? Number.NaN));
    expect(levels[2]).toBeGreaterThan(1.5 * (levels[1] ?? Number.NaN));
    expect(usdPerHour(functionName, beginMs + 10 * MINUTE_MS, endMs)).toBeGreaterThan(10);
  });

  it("costs more than a dollar an hour within three minutes", () => {
    expect(usdPerHour(functionName, beginMs, beginMs + 3 * MINUTE_MS)).toBeGreaterThan(1);
  });

  it("takes the concurrency of functions that have nothing to do with it", () => {
    const refused = day.truth.toLeaveAlone.map((name) => world.fates(name).legitimate.refused);
    expect(refused.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(100);
  });

  it("ends in every message being worked on, unless somebody throws them away", () => {
    expect(world.fates(functionName).legitimate).toMatchObject({ lost: 0, deadLettered: 0 });
  });
});

describe("the write loop on the bucket", () => {
  const { functionName, beginMs, endMs } = attackBy("write-loop");

  it("fills all 300 environments of the function within five minutes and keeps them", () => {
    expect(highestConcurrency(functionName, beginMs, beginMs + 5 * MINUTE_MS)).toBe(300);
    expect(highestConcurrency(functionName, endMs - 5 * MINUTE_MS, endMs)).toBe(300);
  });

  it("costs more than $3 an hour in its third minute and more than $20 from its fifth on", () => {
    expect(usdPerHour(functionName, beginMs + 2 * MINUTE_MS, beginMs + 3 * MINUTE_MS)).toBeGreaterThan(3);
    expect(usdPerHour(functionName, beginMs + 5 * MINUTE_MS, endMs)).toBeGreaterThan(20);
  });

  it("is not seen by AWS's own loop detection", () => {
    const dropped = world.metrics.query({
      namespace: "AWS/Lambda",
      metricName: "RecursiveInvocationsDropped",
      dimensions: { FunctionName: functionName },
      stat: "Sum",
      periodSeconds: 60,
      startMs: beginMs,
      endMs,
    });
    expect(dropped).toEqual([]);
  });

  it("delays uploads of customers and loses none", () => {
    const { arrived, served, delayed, lost, deadLettered } = world.fates(functionName).legitimate;
    expect(delayed).toBeGreaterThan(0);
    expect(lost + deadLettered).toBe(0);
    // Whatever has just been uploaded is still being worked on.
    expect(arrived - served - delayed).toBeLessThan(20);
  });
});

describe("what only looks like an attack", () => {
  it("triples the cost of the launched pages, by more than half a dollar an hour", () => {
    const { functionName, beginMs, endMs } = benignBy("launch");
    const quiet = simulatedAccount({ ...day.account, startMs: beginMs });
    quiet.advanceTo(endMs);
    const usual = quiet.costUsd(functionName) / 4;
    const launched = usdPerHour(functionName, beginMs, endMs);
    expect(launched / usual).toBeGreaterThan(2.9);
    expect(launched / usual).toBeLessThan(3.1);
    expect(launched - usual).toBeGreaterThan(0.5);
  });

  it("makes the slower version cost half as much again", () => {
    const { functionName, beginMs } = benignBy("slower-version");
    const quiet = simulatedAccount({ ...day.account, startMs: beginMs });
    quiet.advanceTo(beginMs + 4 * HOUR_MS);
    const ratio =
      (4 * usdPerHour(functionName, beginMs, beginMs + 4 * HOUR_MS)) / quiet.costUsd(functionName);
    // Requests cost what they did, only the time is half as long again.
    expect(ratio).toBeGreaterThan(1.35);
    expect(ratio).toBeLessThan(1.55);
  });

  it("runs the nightly batch in its twenty minutes", () => {
    const { functionName, beginMs, endMs } = benignBy("daily-batch");
    const during = usdPerHour(functionName, beginMs, endMs) * ((endMs - beginMs) / HOUR_MS);
    expect(during / world.costUsd(functionName)).toBeGreaterThan(0.9);
  });
});

describe("the rest of the day", () => {
  it("leaves most of the account's 1,000 concurrent executions free while nobody attacks", () => {
    const [first, second, third] = day.attacks;
    if (first === undefined || second === undefined || third === undefined) throw new Error("three attacks");
    expect(highestConcurrency(undefined, day.startOfDayMs, first.beginMs)).toBeLessThan(300);
    expect(highestConcurrency(undefined, first.endMs + MINUTE_MS, second.beginMs)).toBeLessThan(300);
    expect(highestConcurrency(undefined, third.endMs + HOUR_MS, day.endOfDayMs)).toBeLessThan(300);
  });

  it("costs what a small company would pay: between 20 cents and $2 in an hour without attack or launch", () => {
    const total = world
      .fleetUsdPerMinute(day.startOfDayMs + 6 * HOUR_MS, day.startOfDayMs + 10 * HOUR_MS)
      .reduce((sum, usd) => sum + usd, 0);
    expect(total / 4).toBeGreaterThan(0.2);
    expect(total / 4).toBeLessThan(2);
  });
});
