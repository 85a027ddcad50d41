import { describe, expect, it } from "vitest";
import { CloudCallError } from "../../../lib/domain/errors.ts";
import { aBaseline, aCatalogue, aProfile, NOW_MS } from "../../support/builders.ts";
import { fakeControl } from "../../support/fake-control.ts";
import { guardOver } from "../../support/guard.ts";
import { scriptedMetrics } from "../../support/scripted-metrics.ts";

const names = ["checkout", "search", "thumbnails"];
const catalogue = aCatalogue(names.map((functionName) => aProfile({ functionName })));
const clock = () => NOW_MS;
const control = fakeControl([]);
const steady = scriptedMetrics((_name, measurement) => (measurement === "durationMs" ? 500 : 5));

describe("learn", () => {
  it("learns every function of the catalogue, and the account's total", async () => {
    const guard = guardOver({ clock, control, metrics: steady });
    await guard.stores.catalogue.save(catalogue);
    expect(await guard.learn()).toMatchObject({ learned: 4, kept: 0, unread: [] });
    const learned = await guard.stores.baselines.load();
    expect(learned.map(({ functionName }) => functionName).sort()).toEqual([...names, undefined]);
    const search = learned.find(({ functionName }) => functionName === "search");
    expect(search?.invocations.byTimeOfDay[0]).toBeCloseTo(5);
    expect(search?.errorsPerMinute).toBeCloseTo(5);
  });

  it("keeps the old baseline of a function whose history it could not read", async () => {
    const metrics = scriptedMetrics((name) => (name === "checkout" ? "unread" : 5));
    const guard = guardOver({ clock, control, metrics });
    await guard.stores.catalogue.save(catalogue);
    const old = aBaseline({ functionName: "checkout", meanDurationMs: 123 });
    await guard.stores.baselines.save([old]);
    expect(await guard.learn()).toMatchObject({ learned: 3, kept: 1 });
    expect(await guard.stores.baselines.load()).toContainEqual(old);
  });

  it("forgets functions that are gone", async () => {
    const guard = guardOver({ clock, control, metrics: steady });
    await guard.stores.catalogue.save(catalogue);
    await guard.stores.baselines.save([aBaseline({ functionName: "deleted-last-week" })]);
    await guard.learn();
    const learned = await guard.stores.baselines.load();
    expect(learned.map(({ functionName }) => functionName)).not.toContain("deleted-last-week");
  });

  it("learns the account's total in an account without an inventory", async () => {
    const guard = guardOver({ clock, control, metrics: steady });
    expect(await guard.learn()).toMatchObject({ learned: 1 });
  });

  it("goes on without Cost Explorer, and says that it is not available", async () => {
    const billing = {
      readDailyLambdaCost: async () =>
        Promise.reject(new CloudCallError("ce:GetCostAndUsage", false, "AccessDeniedException")),
    };
    const guard = guardOver({ clock, control, metrics: steady, billing });
    expect(await guard.learn()).toMatchObject({ learned: 1, billed: "unavailable" });
  });

  it("reports what Cost Explorer says of the last three days", async () => {
    const asked: string[] = [];
    const days = [{ day: "2026-11-20", usd: 1.25, estimated: false }];
    const billing = {
      readDailyLambdaCost: async (fromDay: string, toDay: string) => {
        asked.push(fromDay, toDay);
        return days;
      },
    };
    const guard = guardOver({ clock, control, metrics: steady, billing });
    expect(await guard.learn()).toMatchObject({ billed: days });
    expect(asked).toEqual(["2026-11-19", "2026-11-22"]);
  });

  it("saves nothing when CloudWatch is gone: the old baselines stay", async () => {
    const metrics = scriptedMetrics(() => 5);
    metrics.goDown();
    const guard = guardOver({ clock, control, metrics });
    await guard.stores.catalogue.save(catalogue);
    await guard.stores.baselines.save([aBaseline()]);
    await expect(guard.learn()).rejects.toThrow(CloudCallError);
    expect(await guard.stores.baselines.load()).toEqual([aBaseline()]);
  });
});
