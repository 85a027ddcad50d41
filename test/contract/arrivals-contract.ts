import { describe, expect, it } from "vitest";
import type { MetricsSubject } from "./metrics-contract.ts";

export type ArrivalsSubject = Pick<MetricsSubject, "metrics" | "range">;

/** In each of the five minutes of the range, 6 messages were sent to the queue `orders` and 40 records to the stream `clicks`. */
export const ORDERS = { arn: "arn:aws:sqs:us-east-1:123456789012:orders", perMinute: 6 };
export const CLICKS = { arn: "arn:aws:kinesis:us-east-1:123456789012:stream/clicks", perMinute: 40 };

const MINUTES = 5;
const everyMinute = (value: number) => new Array<number>(MINUTES).fill(value);

export function describeArrivalsContract(name: string, makeSubject: () => Promise<ArrivalsSubject>): void {
  describe(name, () => {
    it("counts what arrived at queues and streams, minute by minute", async () => {
      const { metrics, range } = await makeSubject();
      expect(await metrics.readSourceArrivals([CLICKS.arn, ORDERS.arn], range)).toEqual(
        new Map([
          [CLICKS.arn, everyMinute(CLICKS.perMinute)],
          [ORDERS.arn, everyMinute(ORDERS.perMinute)],
        ]),
      );
    });

    it("reads a queue that nobody sent anything to as silence", async () => {
      const { metrics, range } = await makeSubject();
      const quiet = "arn:aws:sqs:us-east-1:123456789012:quiet";
      expect(await metrics.readSourceArrivals([quiet], range)).toEqual(new Map([[quiet, everyMinute(0)]]));
    });

    it("says nothing of sources that have no such metric", async () => {
      const { metrics, range } = await makeSubject();
      const others = [
        "arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000",
        "arn:aws:kafka:us-east-1:123456789012:cluster/orders/5f1a",
        "self-managed",
      ];
      const arrivals = await metrics.readSourceArrivals([...others, ORDERS.arn], range);
      expect([...arrivals.keys()]).toEqual([ORDERS.arn]);
      expect(await metrics.readSourceArrivals(others, range)).toEqual(new Map());
    });

    it("adds minutes up to longer periods", async () => {
      const { metrics, range } = await makeSubject();
      const whole = { ...range, periodSeconds: MINUTES * 60 };
      const arrivals = await metrics.readSourceArrivals([ORDERS.arn], whole);
      expect(arrivals.get(ORDERS.arn)).toEqual([MINUTES * ORDERS.perMinute]);
    });
  });
}
