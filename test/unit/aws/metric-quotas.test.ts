import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { metricPace } from "../../../lib/aws/metric-pace.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { answerAll, NOW_MS, named, queriesOf, readerOver } from "./metric-wire.ts";
import type { ScriptedRequest } from "./scripted-aws.ts";

/** Time that stands still while anything runs, and then goes on to whatever is waited for first. */
function virtualTime() {
  let nowMs = NOW_MS;
  const sleepers: { readonly atMs: number; readonly wake: () => void }[] = [];
  const isIdle = async () => {
    // Answers of the scripted service come within some turns of the event loop.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    clock: () => nowMs,
    pause: (ms: number) =>
      new Promise<void>((resolve) => void sleepers.push({ atMs: nowMs + ms, wake: resolve })),
    /** Lets time go by until the work is done. */
    async during<T>(work: Promise<T>): Promise<T> {
      let isDone = false;
      const done = work.finally(() => {
        isDone = true;
      });
      while (!isDone) {
        await isIdle();
        sleepers.sort((a, b) => b.atMs - a.atMs);
        const next = sleepers.pop();
        if (next === undefined) continue;
        nowMs = Math.max(nowMs, next.atMs);
        next.wake();
      }
      return done;
    },
  };
}

type Sent = {
  readonly atMs: number;
  readonly queries: number;
  readonly datapoints: number;
  readonly isOlder: boolean;
};

const sentOf = (request: ScriptedRequest, atMs: number): Sent => {
  const { StartTime, EndTime } = request.body as { readonly StartTime: number; readonly EndTime: number };
  const queries = queriesOf(request).length;
  return {
    atMs,
    queries,
    datapoints: (queries * (EndTime - StartTime)) / 60,
    isOlder: atMs - StartTime * 1_000 > 3 * HOUR_MS,
  };
};

const sum = (sent: readonly Sent[], isOlder: boolean) =>
  sent.filter((each) => each.isOlder === isOlder).reduce((total, { datapoints }) => total + datapoints, 0);

describe("readings of any size", () => {
  it("stay within every quota of a call and of a second", async () => {
    const readings = fc.array(
      fc.tuple(fc.constantFrom(3, 240, 700), fc.constantFrom(1, 30, 125, 170, 200, 1_000)),
      { minLength: 1, maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(readings, async (sizes) => {
        const time = virtualTime();
        const sent: Sent[] = [];
        const { reader } = readerOver(
          (request) => {
            sent.push(sentOf(request, time.clock()));
            return answerAll([])(request);
          },
          { clock: time.clock, pace: metricPace(time.clock, time.pause) },
        );
        const work = sizes.map(([functions, minutes]) =>
          reader.readWindows(named(functions), {
            startMs: NOW_MS - minutes * MINUTE_MS,
            endMs: NOW_MS,
            periodSeconds: 60,
          }),
        );
        const answers = await time.during(Promise.all(work));
        expect(answers.flatMap(({ unread }) => unread)).toEqual([]);
        for (const { queries, datapoints } of sent) {
          expect(queries).toBeLessThanOrEqual(500);
          expect(datapoints).toBeLessThanOrEqual(100_800);
        }
        for (const { atMs: endMs } of sent) {
          const inSecond = sent.filter(({ atMs }) => atMs > endMs - 1_000 && atMs <= endMs);
          expect(inSecond.length).toBeLessThanOrEqual(50);
          expect(sum(inSecond, false)).toBeLessThanOrEqual(180_000);
          expect(sum(inSecond, true)).toBeLessThanOrEqual(396_000);
        }
      }),
      { numRuns: 12 },
    );
  }, 20_000);
});
