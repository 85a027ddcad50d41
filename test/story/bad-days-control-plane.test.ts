import { describe, expect, it } from "vitest";
import { AwsError } from "../../lib/sim/faces.ts";
import { type BadDay, badDays, CAP } from "../support/bad-day.ts";
import { attackOn } from "../support/small-account.ts";

const begin = badDays();
const FLOODED = "share-preview";
const MINUTES_UNTIL_STOPPED = 9;

const throttled = new AwsError("TooManyRequestsException", "Rate exceeded", 429, {
  Reason: "CallerRateLimitExceeded",
});
const inUse = new AwsError(
  "ResourceInUseException",
  "Cannot update the event source mapping because it is in use.",
);

/** A flood that nothing hinders the guard to stop in the ninth tick, eight minutes after the inventory. */
async function floodedDay(functionName = FLOODED, setting = {}): Promise<BadDay> {
  const day = await begin([attackOn(functionName)], setting);
  await day.guard.takeInventory();
  return day;
}

const personSays = (verb: "restore" | "release", functionName = FLOODED) =>
  ({ verb, functionName, reason: "it was us", by: { kind: "person", name: "ada" } }) as const;

const stopsOf = (events: readonly string[]) => events.filter((event) => event === "breaker.tripped").length;

describe("a control plane that refuses", () => {
  it("says that it may not brake, claims nothing, and brakes within the hour once it may", async () => {
    const day = await floodedDay();
    day.guard.server.deny("lambda:PutFunctionConcurrency");
    await day.play(MINUTES_UNTIL_STOPPED + 3);
    expect(day.reserved(FLOODED)).toBe("unreserved");
    const status = await day.guard.commands.status();
    expect(status.breakers).toEqual([]);
    expect(status.openIncidents).toMatchObject([{ functionName: FLOODED, status: "open" }]);
    expect(day.subjects().filter((subject) => subject.includes("COULD NOT STOP"))).toHaveLength(1);
    expect(day.letters().join()).toContain("lambda:PutFunctionConcurrency: AccessDeniedException");

    day.guard.server.allow("lambda:PutFunctionConcurrency");
    await day.play(31);
    expect(day.reserved(FLOODED)).toBe(CAP);
    expect(day.subjects().at(-1)).toContain(`] CAPPED ${FLOODED}`);
  });

  it.each(["lambda:GetFunctionConcurrency", "lambda:PutFunctionConcurrency"])(
    "trips once in the end when %s is throttled during the trip",
    async (operation) => {
      const day = await floodedDay();
      await day.play(MINUTES_UNTIL_STOPPED - 1);
      day.guard.server.failNext(operation, throttled, 3);
      await day.play(4);
      expect(day.reserved(FLOODED)).toBe(CAP);
      expect(stopsOf(await day.eventsOf(FLOODED))).toBe(1);
      expect(day.subjects().filter((subject) => subject.includes("] CAPPED"))).toHaveLength(1);

      await day.guard.commands.order(personSays("restore"));
      expect(day.reserved(FLOODED)).toBe("unreserved");
    },
  );

  it.each(["lost-answer", "lost-request"] as const)(
    "knows the true prior state when the connection breaks while it brakes (%s)",
    async (fault) => {
      const day = await floodedDay();
      await day.play(MINUTES_UNTIL_STOPPED - 1);
      day.guard.server.failNext("lambda:PutFunctionConcurrency", fault);
      await day.play(2);
      expect(day.reserved(FLOODED)).toBe(CAP);
      const { breakers } = await day.guard.commands.status();
      expect(breakers).toMatchObject([
        { state: { kind: "tripped", brakes: [{ prior: { kind: "concurrency", reserved: "unreserved" } }] } },
      ]);
      expect(stopsOf(await day.eventsOf(FLOODED))).toBe(1);

      await day.guard.commands.order(personSays("restore"));
      expect(day.reserved(FLOODED)).toBe("unreserved");
      expect((await day.guard.commands.status()).breakers).toEqual([]);
    },
  );
});

describe("an event source in transition", () => {
  const WORKER = "order-worker";
  const mappingOf = ({ account }: BadDay) => {
    const [mapping] = account.lambda.listEventSourceMappings({ FunctionName: WORKER }).EventSourceMappings;
    if (mapping === undefined) throw new Error("the worker has no event source");
    return mapping;
  };

  it("is waited for, so that what its owner was just setting is what comes back", async () => {
    const day = await floodedDay(WORKER);
    await day.play(MINUTES_UNTIL_STOPPED - 1);
    day.passMinute();
    day.account.lambda.updateEventSourceMapping(mappingOf(day).UUID, {
      ScalingConfig: { MaximumConcurrency: 300 },
    });
    const { report } = await day.guard.tick();
    expect(report.responses.find(({ functionName }) => functionName === WORKER)).toMatchObject({
      did: "act-refused",
      reason: expect.stringContaining("Another run is changing this function"),
    });
    await day.play(3);
    expect(mappingOf(day)).toMatchObject({
      State: "Disabled",
      ScalingConfig: { MaximumConcurrency: 300 },
    });
    expect(day.subjects()).toEqual([expect.stringContaining(`STOPPED ${WORKER}`)]);

    await day.guard.commands.order(personSays("restore", WORKER));
    await day.play(3);
    expect(mappingOf(day)).toMatchObject({ State: "Enabled", ScalingConfig: { MaximumConcurrency: 300 } });
  });

  it("is turned off a little later when AWS says that it is in use", async () => {
    const day = await floodedDay(WORKER);
    await day.play(MINUTES_UNTIL_STOPPED - 1);
    day.guard.server.failNext("lambda:UpdateEventSourceMapping", inUse, 3);
    await day.play(5);
    expect(mappingOf(day).State).toBe("Disabled");
    expect(day.subjects()).toEqual([expect.stringContaining(`STOPPED ${WORKER}`)]);
    expect(stopsOf(await day.eventsOf(WORKER))).toBe(1);
  });
});

describe("an account with ten executions", () => {
  const small = {
    account: { concurrencyLimit: 10, unreservedFloor: 10 },
    policyText: "mode: enforce\nactAboveUsdAtRisk: 2.4",
  };

  it("has nothing to reserve for events, so their flood is told and not stopped", async () => {
    const day = await floodedDay("thumbnails", small);
    await day.play(14);
    expect(day.reserved("thumbnails")).toBe("unreserved");
    expect(day.subjects()).toEqual([expect.stringContaining("NOT STOPPED thumbnails")]);
    expect(day.letters()[0]).toContain(
      "the account cannot reserve 1: only 10 of 10 executions are unreserved, and 0 would drop events",
    );
  });

  it("can still refuse callers", async () => {
    const day = await floodedDay(FLOODED, small);
    await day.play(MINUTES_UNTIL_STOPPED + 2);
    expect(day.reserved(FLOODED)).toBe(0);
  });
});
