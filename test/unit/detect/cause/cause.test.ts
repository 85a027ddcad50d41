import { describe, expect, it } from "vitest";
import { classifyCause } from "../../../../lib/detect/cause.ts";
import type { Cause } from "../../../../lib/domain/anomaly.ts";
import { HOUR_MS, MINUTE_MS } from "../../../../lib/domain/time.ts";
import type { Trigger } from "../../../../lib/domain/trigger.ts";
import { CALLED, even, learned, minutes, NOW, QUEUED, SCHEDULED, UPLOADED } from "../scene.ts";
import { type CauseScene, causeScene, minutesBefore, signal } from "./cause-scene.ts";

const API: Trigger = {
  kind: "api-gateway",
  sourceArn: "arn:aws:execute-api:us-east-1:123456789012:a1b2c3/*/GET/price",
};
const STREAM: Trigger = {
  kind: "kinesis",
  mappingId: "6c1f",
  sourceArn: "arn:aws:kinesis:us-east-1:123456789012:stream/clicks",
  enabled: true,
};
const DIRECT: Trigger = { kind: "unknown", principal: "arn:aws:iam::123456789012:root" };

/** 100, 300, 900 ... up to the newest minute. */
const tripling = (age: number): number => (age < 5 ? 100 * 3 ** (5 - age) : 100);
const jump = (times: number) => (age: number) => (age < 5 ? 100 * times : 100);
const failing = (failed: number) => ({ errors: minutes(120, (age) => (age < 5 ? failed : 0)) });
/** 20 minutes at 02:00 UTC, 58 a minute. */
const nightly = learned({
  rate: (atMs) =>
    ((atMs % (24 * HOUR_MS)) - 2 * HOUR_MS + 24 * HOUR_MS) % (24 * HOUR_MS) < 20 * MINUTE_MS ? 58 : 0,
  runMs: 7_400,
});
const atNight = (hour: number, minute: number): number => Date.UTC(2026, 10, 22, hour, minute);

/** One realistic scene per cause, with what its sentence has to say. */
const SCENES: readonly [string, Cause, CauseScene, readonly string[]][] = [
  [
    "fifty times the calls through a public URL",
    "flood",
    { signals: ["volume", "burn", "concurrency"], runs: jump(50) },
    [
      "Far more calls than usual come in through its public function URL since 13:55 UTC: 5,000 runs a minute, 100 expected",
    ],
  ],
  [
    "a crowd that only the concurrency has noticed so far",
    "flood",
    { signals: ["concurrency"], runs: jump(50), profile: { triggers: [API] } },
    ["API Gateway a1b2c3", "5,000 runs a minute"],
  ],
  [
    "a queue that somebody filled",
    "flood",
    { signals: ["volume", "concurrency"], runs: jump(30), profile: { triggers: [QUEUED] } },
    ["is waiting in queue orders"],
  ],
  [
    "ten thousand files uploaded at once",
    "flood",
    {
      signals: ["volume", "async-events", "concurrency"],
      runs: jump(100),
      profile: { triggers: [UPLOADED] },
    },
    ["events than usual come from bucket uploads, at once and not growing as a loop does"],
  ],
  [
    "a function that writes to the bucket that calls it",
    "loop",
    { signals: ["growth", "async-events"], runs: tripling, profile: { triggers: [UPLOADED] } },
    ["Runs grew from 100 to 24,300 a minute within 5 min", "the function can itself fill bucket uploads"],
  ],
  [
    "the same, seen when it has used up the concurrency",
    "loop",
    {
      age: 20,
      signals: ["volume", "throttles", "concurrency"],
      // Chains of 100 ms fill a thousand environments within the minute, so no step of growth is ever seen.
      runs: (age) => (age < 20 ? 9_000 : 100),
      also: {
        maxConcurrency: minutes(120, (age) => (age < 20 ? 1_000 : 2)),
        throttles: minutes(120, (age) => (age < 20 ? 4_000 : 0)),
      },
      profile: { triggers: [UPLOADED] },
    },
    ["1,000 runs at once, neither more nor fewer, for 20 of 20 min, and 4,000 a minute are refused"],
  ],
  [
    "a loop that AWS broke, whatever else is wrong",
    "loop",
    {
      signals: [signal("recursion", 3, 0), "errors", "duration"],
      profile: { triggers: [QUEUED], lastModifiedMs: minutesBefore(2) },
    },
    ["AWS's own loop detection dropped 3 runs"],
  ],
  [
    "a loop that was just deployed",
    "loop",
    {
      signals: ["growth", "async-events", "burn"],
      runs: tripling,
      runMs: (age) => (age < 5 ? 700 : 400),
      profile: { triggers: [UPLOADED], lastModifiedMs: minutesBefore(3) },
    },
    ["Runs grew from 100", "changed at 13:52 UTC, 3 min before this began"],
  ],
  [
    "a function that nothing is known to call and that grows",
    "loop",
    { signals: ["growth"], runs: tripling, profile: { triggers: [] } },
    ["it may be calling itself"],
  ],
  [
    "a queue whose messages fail and come back",
    "retry-storm",
    {
      signals: ["errors", "duration", "burn"],
      runs: (age) => (age < 5 ? 100 + 60 * (5 - age) : 100),
      runMs: (age) => (age < 5 ? 20_000 : 400),
      also: { errors: minutes(120, (age) => (age < 5 ? 100 + 60 * (5 - age) : 0)) },
      profile: { triggers: [QUEUED] },
    },
    [
      "1,400 of 1,400 runs have failed since 13:55 UTC",
      "queue orders is tried again",
      "340 runs a minute, 100 expected",
    ],
  ],
  [
    "a stream whose batches fail, growing steeply",
    "retry-storm",
    {
      signals: ["errors", "growth"],
      runs: tripling,
      also: { errors: minutes(120, (age) => (age < 5 ? 0.9 * tripling(age) : 0)) },
      profile: { triggers: [QUEUED] },
    },
    ["tried again after each failure"],
  ],
  [
    "a little more through a public URL, all afternoon",
    "leech",
    { signals: [signal("drift", 180, 100)], runs: () => 180 },
    ["1.8 times above what is usual", "for 120 min or longer", "180 runs/min, 100 expected"],
  ],
  [
    "the same, found by what lasts instead of what drifts",
    "leech",
    { signals: [signal("persistence", 240, 100), "burn"], runs: (age) => (age < 90 ? 240 : 100) },
    ["for 90 min or longer"],
  ],
  [
    "a downstream that answers late",
    "duration-blow-up",
    { signals: ["duration", "burn"], runMs: (age) => (age < 5 ? 4_000 : 400) },
    [
      "Not more runs, but longer ones: 4 s each since 13:55 UTC, 400 ms is usual; 100 runs a minute, 100 expected",
    ],
  ],
  [
    "a downstream that does not answer at all",
    "duration-blow-up",
    { signals: ["duration", "burn"], runMs: (age) => (age < 5 ? 30_000 : 400) },
    ["30 s each since 13:55 UTC (its timeout is 30 s)"],
  ],
  [
    "a deploy that made each run ten times as long",
    "deploy-regression",
    {
      signals: ["duration"],
      runMs: (age) => (age < 5 ? 4_000 : 400),
      profile: { lastModifiedMs: minutesBefore(4) },
    },
    ["changed at 13:51 UTC, 4 min before this began; since then a run takes 4 s, 400 ms is usual"],
  ],
  [
    "a deploy whose runs fail, with no more of them than usual",
    "deploy-regression",
    { signals: ["errors"], also: failing(80), profile: { lastModifiedMs: minutesBefore(1) } },
    ["since then 400 of 500 runs have failed"],
  ],
  [
    "a deploy whose failures a queue repeats",
    "deploy-regression",
    {
      signals: ["errors", "volume"],
      runs: jump(6),
      also: failing(600),
      profile: { triggers: [QUEUED], lastModifiedMs: minutesBefore(1) },
    },
    ["3,000 of 3,000 runs have failed"],
  ],
  [
    "a deploy that is dearer without being slow enough for a signal of its own",
    "deploy-regression",
    {
      signals: ["burn"],
      runMs: (age) => (age < 5 ? 700 : 400),
      profile: { lastModifiedMs: minutesBefore(2) },
    },
    ["a run takes 700 ms, 400 ms is usual"],
  ],
  [
    "a forgotten function that somebody found",
    "awakened",
    {
      signals: ["volume"],
      runs: (age) => (age < 5 ? 300 : 0),
      baseline: { ...learned({ rate: even(0) }), historyDays: 14 },
      profile: { triggers: [DIRECT] },
    },
    [
      "hardly used in 14 days of history (0 runs a minute are the most that recurs)",
      "300 times a minute since 13:55 UTC",
      "principal arn:aws:iam",
    ],
  ],
  [
    "a job that its schedule started more often",
    "batch",
    { signals: ["volume"], runs: jump(5), profile: { triggers: [SCHEDULED] } },
    ["Only schedule nightly starts this function", "500 runs a minute, 100 expected"],
  ],
  [
    "a nightly import through an API, an hour early",
    "batch",
    {
      signals: ["volume", "burn"],
      runs: (age) => (age < 5 ? 70 : 0),
      runMs: () => 7_400,
      baseline: nightly,
      endMs: atNight(1, 0),
      profile: { triggers: [API] },
    },
    ["runs a minute around 02:", "now 70 runs a minute, 0 expected"],
  ],
  [
    "callers whose calls fail, with no more of them and no deploy",
    "unknown",
    { signals: ["errors"], also: failing(80) },
    [
      "None of the known patterns fits. The sentence of errors. It is called by its public function URL: 100 runs a minute",
    ],
  ],
];

/** Almost the scene above, and something else. */
const NEAR_MISSES: readonly [string, Cause, CauseScene][] = [
  [
    "a flood that comes twenty minutes after a deploy, and under which runs begin to fail, is no regression",
    "flood",
    {
      signals: ["volume", "errors", "concurrency"],
      runs: jump(50),
      also: failing(2_000),
      profile: { lastModifiedMs: minutesBefore(20) },
    },
  ],
  [
    "a deploy of yesterday is not to blame for longer runs",
    "duration-blow-up",
    { signals: ["duration"], runMs: () => 4_000, profile: { lastModifiedMs: minutesBefore(24 * 60) } },
  ],
  [
    "a deploy after it began is its cure and not its cause",
    "duration-blow-up",
    { age: 10, signals: ["duration"], runMs: () => 4_000, profile: { lastModifiedMs: NOW - 2 * MINUTE_MS } },
  ],
  [
    "calls that grow are no loop where callers wait for the answer",
    "flood",
    { signals: ["growth", "volume"], runs: tripling, profile: { triggers: [CALLED] } },
  ],
  [
    "calls that grow through a URL are no loop either where uploads call it, too, and do not grow",
    "flood",
    { signals: ["growth", "volume"], runs: tripling, profile: { triggers: [CALLED, UPLOADED] } },
  ],
  [
    "records that grow are no loop where the function cannot write to their stream by accident",
    "flood",
    { signals: ["growth", "volume"], runs: tripling, profile: { triggers: [STREAM] } },
  ],
  [
    "a public function at its limit is flooded",
    "flood",
    {
      signals: ["volume", "throttles"],
      runs: jump(50),
      also: { maxConcurrency: minutes(120, () => 1_000), throttles: minutes(120, () => 4_000) },
    },
  ],
  [
    "a full queue at its concurrency is no loop while nothing is refused",
    "flood",
    {
      age: 20,
      signals: ["volume", "concurrency"],
      runs: (age) => (age < 20 ? 3_000 : 100),
      also: { maxConcurrency: minutes(120, () => 200), throttles: minutes(120, () => 0) },
      profile: { triggers: [QUEUED] },
    },
  ],
  [
    "failing calls are no retry storm where nobody repeats them",
    "unknown",
    { signals: ["errors"], also: failing(80), profile: { triggers: [API] } },
  ],
  [
    "a little more for a quarter of an hour is no leech",
    "flood",
    { signals: [signal("persistence", 240, 100)], runs: (age) => (age < 15 ? 240 : 100) },
  ],
  [
    "six times as much all afternoon does not hide",
    "flood",
    { signals: [signal("persistence", 600, 100)], runs: () => 600 },
  ],
  [
    "a little more that fails is no leech",
    "retry-storm",
    {
      signals: [signal("drift", 180, 100), "errors"],
      runs: () => 180,
      also: failing(100),
      profile: { triggers: [CALLED, UPLOADED] },
    },
  ],
  [
    "a little more from a queue is nobody's leech",
    "unknown",
    { signals: [signal("drift", 180, 100)], runs: () => 180, profile: { triggers: [QUEUED] } },
  ],
  [
    "ten times the nightly job is no batch",
    "flood",
    {
      signals: ["volume"],
      runs: (age) => (age < 5 ? 600 : 0),
      baseline: nightly,
      endMs: atNight(1, 0),
      profile: { triggers: [API] },
    },
  ],
  [
    "the nightly job at noon is no batch",
    "flood",
    {
      signals: ["volume"],
      runs: (age) => (age < 5 ? 70 : 0),
      baseline: nightly,
      profile: { triggers: [API] },
    },
  ],
  [
    "a schedule among other triggers does not make it a batch",
    "flood",
    { signals: ["volume"], runs: jump(5), profile: { triggers: [SCHEDULED, CALLED] } },
  ],
  [
    "a function that is used twice a minute is not awakened",
    "flood",
    { signals: ["volume"], runs: (age) => (age < 5 ? 300 : 2), baseline: learned({ rate: even(2) }) },
  ],
];

describe("the cause of an anomaly", () => {
  it.each(SCENES)("%s: %s", (_what, cause, scene, words) => {
    const finding = classifyCause(causeScene(scene));
    expect(finding).toMatchObject({ cause });
    for (const part of words) expect(finding.sentence).toContain(part);
  });

  it.each(NEAR_MISSES)("%s: %s", (_what, cause, scene) => {
    expect(classifyCause(causeScene(scene))).toMatchObject({ cause });
  });

  it("always has a sentence that ends, also with nothing to go by", () => {
    const { cause, sentence } = classifyCause(
      causeScene({ signals: [], runs: () => 0, also: { invocations: [], durationMs: [] } }),
    );
    expect(cause).toBe("unknown");
    expect(sentence).toMatch(/\.$/);
  });
});
