import { describe, expect, it } from "vitest";
import { HOUR_MS } from "../../lib/domain/time.ts";
import { wholeGuard } from "../support/whole-guard.ts";

type Stage = Awaited<ReturnType<typeof wholeGuard>>;

/** Times between two alerts whose subject contains these words. */
function gapsBetween({ received }: Stage, words: string): readonly number[] {
  const times = received.filter(({ alert }) => alert.subject.includes(words)).map(({ atMs }) => atMs);
  return times.slice(1).map((atMs, index) => atMs - (times[index] ?? atMs));
}

/** Ten well minutes, then so many with this trouble, then ten well ones. */
async function trouble(minutes: number, begin: (stage: Stage) => void, end: (stage: Stage) => void) {
  const stage = await wholeGuard();
  await stage.play(10);
  expect([stage.subjects(), stage.alarms.told]).toEqual([[], []]);
  begin(stage);
  await stage.play(minutes);
  const during = { subjects: stage.subjects(), alarms: [...stage.alarms.told] };
  end(stage);
  await stage.play(10);
  return { stage, during, after: stage.subjects().slice(during.subjects.length) };
}

describe("a guard that is dead, blind, throttled or mute", () => {
  it("says so when the watch stops, by mail and by the alarm outside of it, once an hour, and when it is over", async () => {
    const { stage, during, after } = await trouble(
      130,
      ({ weather }) => {
        weather.watchRuns = false;
      },
      ({ weather }) => {
        weather.watchRuns = true;
      },
    );
    expect(during.subjects).toEqual(
      Array(3).fill("[Overcurrent] THE GUARD IS SILENT: its watch function does not finish"),
    );
    expect(gapsBetween(stage, "SILENT").every((gapMs) => gapMs >= HOUR_MS)).toBe(true);
    expect(during.alarms).toEqual(["ALARM WatchIsSilent"]);
    expect(after).toEqual(["[Overcurrent] OVER: home is looked at again"]);
    // The watch ran last in the tenth minute, and again in the one that began 130 minutes after it.
    expect(stage.received.at(-1)?.alert.text).toContain("between 03:09 UTC and 05:20 UTC");
    expect(stage.alarms.told).toEqual(["ALARM WatchIsSilent", "OK WatchIsSilent"]);
  });

  it("says so when nothing of it runs, by the alarms alone, and tells of the gap when it is back", async () => {
    const stage = await wholeGuard();
    await stage.play(10);
    await stage.sleep(60);
    expect([...stage.alarms.told].sort()).toEqual(["ALARM TargetsAreBlind", "ALARM WatchIsSilent"]);
    expect(stage.subjects()).toEqual([]);
    await stage.play(15);
    expect(stage.subjects()).toEqual(["[Overcurrent] OVER: home is looked at again"]);
    expect(stage.received[0]?.alert.text).toContain("between 03:09 UTC and 04:10 UTC");
    expect(stage.alarms.told.slice(2).sort()).toEqual(["OK TargetsAreBlind", "OK WatchIsSilent"]);
  });

  it("says so when CloudWatch refuses, with what it ran into and what to do", async () => {
    const { stage, during, after } = await trouble(
      30,
      ({ weather }) => {
        weather.cloudWatch = { refuses: "AccessDenied" };
      },
      ({ weather }) => {
        weather.cloudWatch = "well";
      },
    );
    expect(during.subjects).toEqual(["[Overcurrent] BLIND: none of 1 functions could be looked at"]);
    expect(stage.received[0]?.alert.text).toContain("AccessDenied");
    expect(during.alarms).toContain("ALARM WatchIsSilent");
    expect(after).toEqual(["[Overcurrent] OVER: home is looked at again"]);
    expect(stage.alarms.told).toContain("OK WatchIsSilent");
  });

  it("says so when its own functions are throttled", async () => {
    const { stage } = await trouble(
      40,
      ({ weather }) => {
        weather.ownThrottles = 2;
      },
      ({ weather }) => {
        weather.ownThrottles = 0;
      },
    );
    // It is asked only every quarter of an hour.
    await stage.play(15);
    expect(stage.subjects()).toEqual([
      "[Overcurrent] THE GUARD IS THROTTLED: its own functions are refused",
      "[Overcurrent] OVER: the guard's functions are no longer refused",
    ]);
  });

  it("says so when CloudWatch refuses because too much is asked of it", async () => {
    const { stage } = await trouble(
      20,
      ({ weather }) => {
        weather.cloudWatch = { refuses: "ThrottlingException" };
      },
      ({ weather }) => {
        weather.cloudWatch = "well";
      },
    );
    expect(stage.subjects()).toEqual([
      "[Overcurrent] BLIND: none of 1 functions could be looked at",
      "[Overcurrent] OVER: home is looked at again",
    ]);
  });

  it("says so when metrics stop, and calls nothing quiet meanwhile", async () => {
    const { stage, during, after } = await trouble(
      40,
      ({ weather }) => {
        weather.cloudWatch = "silent";
      },
      ({ weather }) => {
        weather.cloudWatch = "well";
      },
    );
    expect(during.subjects).toEqual(["[Overcurrent] BLIND: none of 1 functions could be looked at"]);
    expect(stage.received[0]?.alert.text.replace(/\s+/g, " ")).toContain("the account's total shows nothing");
    expect(during.alarms).toContain("ALARM WatchIsSilent");
    expect(after).toEqual(["[Overcurrent] OVER: home is looked at again"]);
  });

  it("says so by the alarm when its alerts do not get out, and by mail when they do again", async () => {
    const { stage, during, after } = await trouble(
      90,
      ({ weather }) => {
        weather.topicAnswers = false;
        weather.watchRuns = false;
      },
      ({ weather }) => {
        weather.topicAnswers = true;
      },
    );
    expect(during.subjects).toEqual([]);
    expect([...during.alarms].sort()).toEqual(["ALARM AlertsDoNotGetOut", "ALARM WatchIsSilent"]);
    expect(after).toContain("[Overcurrent] OVER: alerts are sent again, the ones that waited too");
    expect(stage.alarms.told).toContain("OK AlertsDoNotGetOut");
  });

  it("says so by the alarm when nobody is subscribed, and puts no alert about it among those that nobody reads", async () => {
    const { stage, during } = await trouble(
      90,
      ({ weather }) => {
        weather.subscribers = { confirmed: 0, pending: 1 };
      },
      ({ weather }) => {
        weather.subscribers = { confirmed: 1, pending: 0 };
      },
    );
    expect(during).toEqual({ subjects: [], alarms: ["ALARM AlertsDoNotGetOut"] });
    // It is asked only once an hour.
    await stage.play(60);
    expect(stage.subjects()).toEqual(["[Overcurrent] OVER: somebody is subscribed to the alerts"]);
  });

  it("says so about an account that it may not enter any more, and about no other", async () => {
    const spoke = "222222222222/eu-west-1";
    const { stage, during, after } = await trouble(
      70,
      ({ weather }) => {
        weather.foreign = [spoke];
      },
      ({ stores, now }) => {
        void stores.targets.note({
          targetId: spoke,
          lastTriedMs: now(),
          lastGoodReadMs: now(),
          problem: null,
        });
      },
    );
    expect(during.subjects).toEqual([`[Overcurrent] BLIND: ${spoke} cannot be looked at`]);
    expect(during.alarms).toEqual(["ALARM TargetsAreBlind"]);
    expect(after).toEqual([`[Overcurrent] OVER: ${spoke} is looked at again`]);
    expect(stage.alarms.told).not.toContain("ALARM WatchIsSilent");
  });
});
