import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../lib/domain/time.ts";
import { type PlayedStory, playStory } from "../support/played-day.ts";

/** Enforces, and knows of the launch. */
const DEMO_POLICY = readFileSync("scripts/demo/overcurrent.yml", "utf8");

/** What the account itself says is set on a function. */
const settingsOf = ({ account }: PlayedStory, functionName: string) => ({
  reserved: account.lambda.getFunctionConcurrency(functionName).ReservedConcurrentExecutions ?? "unreserved",
  mappings: account.lambda
    .listEventSourceMappings({ FunctionName: functionName })
    .EventSourceMappings.map(
      ({ State, ScalingConfig }) => `${State} ${ScalingConfig?.MaximumConcurrency ?? "unlimited"}`,
    ),
});

/** The values that the guard set on a function, in order. */
const intended = async (story: PlayedStory, functionName: string) =>
  (await story.guard.stores.ledger.list(functionName, 200))
    .toReversed()
    .flatMap(({ event, wanted }) => (event === "action.intended" && wanted !== undefined ? [wanted] : []));

describe.each([1, 4])("a day with three attacks and three things that look like one, seed %i", (seed) => {
  let story: PlayedStory;
  beforeAll(async () => {
    story = await playStory(seed, DEMO_POLICY);
  }, 120_000);

  it("stops each attack within five minutes", () => {
    for (const { functionName, beginMs } of story.day.attacks) {
      const stoppedAtMs = story.stoppedAtMs.get(functionName) ?? Number.POSITIVE_INFINITY;
      expect((stoppedAtMs - beginMs) / MINUTE_MS, functionName).toBeLessThanOrEqual(5);
      expect(stoppedAtMs, functionName).toBeGreaterThan(beginMs);
    }
  });

  it("stops nothing else, and alarms nobody about anything else", () => {
    const attacked = story.day.attacks.map(({ functionName }) => functionName).sort();
    expect([...story.stoppedAtMs.keys()].sort()).toEqual(attacked);
    expect([...new Set(story.guard.received.map(({ functionName }) => functionName))].sort()).toEqual(
      attacked,
    );
  });

  it("loses no event of the owner's", () => {
    for (const { functionName } of story.day.attacks) {
      const { lost, deadLettered, waiting } = story.account.fates(functionName).legitimate;
      expect({ functionName, lost, deadLettered }).toEqual({ functionName, lost: 0, deadLettered: 0 });
      expect(waiting, functionName).toBeLessThan(20);
    }
  });

  it("leaves every setting exactly as its owner had set it", () => {
    for (const spec of story.day.account.functions) {
      const mappings = spec.triggers.filter(({ kind }) =>
        ["sqs", "kinesis", "dynamodb-stream"].includes(kind),
      );
      const ceilings = mappings.map((trigger) =>
        trigger.kind === "sqs" ? (trigger.maximumConcurrency ?? "unlimited") : "unlimited",
      );
      expect({ functionName: spec.functionName, ...settingsOf(story, spec.functionName) }).toEqual({
        functionName: spec.functionName,
        reserved: spec.reservedConcurrency,
        mappings: ceilings.map((ceiling) => `Enabled ${ceiling}`),
      });
    }
  });

  it("closes every incident and forgets no breaker", async () => {
    expect(await story.guard.stores.incidents.listOpen()).toEqual([]);
    expect(await story.guard.stores.breakers.listActive()).toEqual([]);
    const attacked = story.day.attacks.map(({ functionName }) => functionName);
    const causes = (await story.guard.stores.incidents.listResolved(10))
      .filter(({ functionName }) => attacked.includes(functionName))
      .map(({ latest }) => latest.cause)
      .sort();
    expect(causes).toEqual(["flood", "loop", "retry-storm"]);
  });

  it("caps the flood at first, since customers wait for an answer", async () => {
    const { functionName = "" } = story.day.attacks.find(({ cause }) => cause === "flood") ?? {};
    const [first] = await intended(story, functionName);
    const reserved = first?.kind === "concurrency" ? first.reserved : undefined;
    // More than the single execution that is no service to anybody, and less than the 148 that the flood takes.
    expect(reserved).toBeGreaterThanOrEqual(2);
    expect(reserved).toBeLessThan(148);
  });

  it("lets the loop go in steps, each larger than the one before", async () => {
    const { functionName = "" } = story.day.attacks.find(({ cause }) => cause === "write-loop") ?? {};
    const values = (await intended(story, functionName)).map((value) =>
      value.kind === "concurrency" ? value.reserved : value,
    );
    const lastStop = values.lastIndexOf(1);
    // Of the 300 that its owner had reserved: AWS's least beside the 1 of the brake, a tenth, a half, all.
    expect(values.slice(lastStop)).toEqual([1, 2, 30, 150, 300]);
  });

  it("trips for each attack once: what it has put back stays", async () => {
    for (const { functionName } of story.day.attacks) {
      const entries = await story.guard.stores.ledger.list(functionName, 200);
      const trips = entries.filter(({ event }) => event === "breaker.tripped");
      expect(trips, functionName).toHaveLength(1);
    }
  });

  it("tries again while the cause is still there: the retry storm is probed, stopped again and restored", async () => {
    const storm = story.day.attacks.find(({ cause }) => cause === "retry-storm");
    const entries = await story.guard.stores.ledger.list(storm?.functionName ?? "", 200);
    const events = entries.map(({ event }) => event).reverse();
    const told = events.filter((event) => event.startsWith("breaker."));
    expect(told[0]).toBe("breaker.tripped");
    expect(told).toContain("breaker.retripped");
    expect(told.at(-1)).toBe("breaker.restored");
  });
});

describe("the same day, when nobody announced the launch", () => {
  it("tells of it and stops it not: one signal alone is not enough", async () => {
    const story = await playStory(3, "mode: enforce");
    const attacked = story.day.attacks.map(({ functionName }) => functionName).sort();
    expect([...story.stoppedAtMs.keys()].sort()).toEqual(attacked);
    const launched = story.day.benign.find(({ what }) => what === "launch")?.functionName ?? "";
    const told = new Set(story.guard.received.map(({ functionName }) => functionName));
    expect([...told].sort()).toEqual([...attacked, launched].sort());
  }, 120_000);
});

describe("the same day, only watched", () => {
  it("changes nothing, and tells what it would have done", async () => {
    const story = await playStory(2, DEMO_POLICY.replace("mode: enforce", "mode: observe"));
    expect(story.stoppedAtMs.size).toBe(0);
    const mails = story.guard.received.filter(({ subject }) => subject.includes("NOT STOPPED"));
    expect(new Set(mails.map(({ functionName }) => functionName))).toEqual(
      new Set(story.day.attacks.map(({ functionName }) => functionName)),
    );
    for (const mail of mails) expect(mail.text, mail.subject).toContain("mode is observe");
  }, 120_000);
});
