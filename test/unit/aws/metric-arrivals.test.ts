import { describe, expect, it } from "vitest";
import { CloudCallError } from "../../../lib/domain/errors.ts";
import { FIVE_MINUTES, queriesOf, readerOver, result, subjectOf } from "./metric-wire.ts";

const queue = (name: string) => `arn:aws:sqs:eu-central-1:123456789012:${name}`;
const STREAM = "arn:aws:kinesis:eu-central-1:123456789012:stream/clicks";
const TABLE_STREAM = "arn:aws:dynamodb:eu-central-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000";

describe("readSourceArrivals", () => {
  it("asks the sum of one metric per source, whose name is in the ARN, and each source once", async () => {
    const { reader, requests } = readerOver((request) => ({
      body: { MetricDataResults: queriesOf(request).map((query) => result(query, [[1, 7]])) },
    }));
    const arrivals = await reader.readSourceArrivals(
      [queue("orders"), STREAM, queue("orders")],
      FIVE_MINUTES,
    );
    expect([...arrivals]).toEqual([
      [queue("orders"), [0, 7, 0, 0, 0]],
      [STREAM, [0, 7, 0, 0, 0]],
    ]);
    expect(requests.flatMap(queriesOf).map(({ MetricStat }) => MetricStat)).toEqual([
      {
        Metric: {
          Namespace: "AWS/SQS",
          MetricName: "NumberOfMessagesSent",
          Dimensions: [{ Name: "QueueName", Value: "orders" }],
        },
        Period: 60,
        Stat: "Sum",
      },
      {
        Metric: {
          Namespace: "AWS/Kinesis",
          MetricName: "IncomingRecords",
          Dimensions: [{ Name: "StreamName", Value: "clicks" }],
        },
        Period: 60,
        Stat: "Sum",
      },
    ]);
  });

  it("asks nothing of CloudWatch where no source has such a metric", async () => {
    const { reader, requests } = readerOver(() => ({ error: "AccessDenied", status: 403 }));
    expect(await reader.readSourceArrivals([TABLE_STREAM], FIVE_MINUTES)).toEqual(new Map());
    expect(requests).toEqual([]);
  });

  it("follows the pages to the end", async () => {
    const { reader } = readerOver((request) => {
      const [query] = queriesOf(request);
      if (query === undefined) throw new Error("no query");
      return request.body.NextToken === "second"
        ? { body: { MetricDataResults: [result(query, [[4, 40]])] } }
        : { body: { MetricDataResults: [result(query, [[0, 10]], "PartialData")], NextToken: "second" } };
    });
    const arrivals = await reader.readSourceArrivals([STREAM], FIVE_MINUTES);
    expect(arrivals.get(STREAM)).toEqual([10, 0, 0, 0, 40]);
  });

  it.each(["PartialData", "InternalError", "Forbidden"])(
    "takes %s for no answer, and keeps the other sources",
    async (status) => {
      const { reader } = readerOver((request) => ({
        body: {
          MetricDataResults: queriesOf(request).map((query) =>
            result(query, [[0, 5]], subjectOf(query) === "orders" ? status : "Complete"),
          ),
        },
      }));
      const arrivals = await reader.readSourceArrivals([queue("orders"), STREAM], FIVE_MINUTES);
      expect([...arrivals.keys()]).toEqual([STREAM]);
    },
  );

  it("does not take a missing result for silence", async () => {
    const { reader } = readerOver(() => ({ body: { MetricDataResults: [] } }));
    expect(await reader.readSourceArrivals([STREAM], FIVE_MINUTES)).toEqual(new Map());
  });

  it("spoils only the sources of a call that failed", async () => {
    const { reader, requests } = readerOver((request) =>
      queriesOf(request).some((query) => subjectOf(query) === "q-0")
        ? { error: "InternalServiceFault", status: 500 }
        : { body: { MetricDataResults: queriesOf(request).map((query) => result(query, [])) } },
    );
    const queues = Array.from({ length: 502 }, (_, index) => queue(`q-${index}`));
    const arrivals = await reader.readSourceArrivals(queues, FIVE_MINUTES);
    // A call takes 500 queries.
    expect(requests.map((request) => queriesOf(request).length)).toEqual([500, 2]);
    expect([...arrivals.keys()]).toEqual([queue("q-500"), queue("q-501")]);
  });

  it("fails when nothing at all could be asked", async () => {
    const { reader } = readerOver(() => ({ networkError: "ECONNREFUSED" }));
    const failure = await reader.readSourceArrivals([STREAM], FIVE_MINUTES).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CloudCallError);
    expect(failure).toMatchObject({ operation: "cloudwatch:GetMetricData", retryable: true });
  });
});
