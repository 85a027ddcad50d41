import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { type GuardUsage, NO_USAGE, type UsageKind } from "../domain/guard-usage.ts";
import type { UsageMeter } from "../ports/usage-meter.ts";

/** Most metrics that one Metrics Insights query goes through, whatever the size of the fleet. */
const MAX_METRICS_ANALYZED = 10_000;
/** Of one metric in one call of GetMetricData. */
const STATISTICS_OF_ONE_PRICE = 5;

type Call = { readonly input: object };
type Answered = { readonly output?: object | undefined };
type Context = { readonly clientName?: string; readonly commandName?: string };
type Middleware = <C extends Call, A extends Answered>(
  next: (call: C) => Promise<A>,
  context: Context,
) => (call: C) => Promise<A>;
type At<Step> = { readonly step: Step; readonly priority: "high"; readonly name: string };

/** Any client of the SDK, as far as counting needs it. */
export type MeteredClient = {
  readonly middlewareStack: {
    add(middleware: Middleware, at: At<"initialize">): void;
    add(middleware: Middleware, at: At<"deserialize">): void;
    remove(name: string): boolean;
  };
};
type Count = UsageMeter["count"];
type FleetSize = () => number;

/** Counts in this process, from nothing on. */
export function callMeter(): UsageMeter {
  let counted: Record<UsageKind, number> = { ...NO_USAGE };
  return {
    count: (kind, amount) => {
      counted[kind] += amount;
    },
    take: (): GuardUsage => {
      const taken = counted;
      counted = { ...NO_USAGE };
      return taken;
    },
  };
}

/**
 * Lets `meter` count what each attempt of each call of `client` is billed by. The step `deserialize` lies inside the SDK's
 * repetitions, so that a call that was repeated twice counts three times, as AWS bills it; refused attempts count too,
 * since it is not known which of them are billed. Changes nothing but that DynamoDB is asked what it charges.
 *
 * @param fleetSize metrics that a ranking query goes through, since CloudWatch does not say; unknown: as many as one can
 */
export function meterCalls<Client extends MeteredClient>(
  client: Client,
  meter: UsageMeter,
  fleetSize: FleetSize = () => MAX_METRICS_ANALYZED,
): Client {
  client.middlewareStack.add(
    (next, { clientName, commandName }) =>
      async (call) => {
        const operation = `${clientName}.${commandName}`;
        countAttempt(operation, call.input, fleetSize, meter.count);
        if (clientName !== DYNAMO) return next(call);
        const answered = await next(call).catch((error: unknown) => {
          // A write that a condition refused is charged; the error does not say how much. The guard's items are small.
          if (error instanceof Error && error.name === CONDITION_FAILED) meter.count("dynamoWriteUnits", 1);
          throw error;
        });
        countUnits(operation, answered.output, meter.count);
        return answered;
      },
    { step: "deserialize", priority: "high", name: "overcurrentMeter" },
  );
  client.middlewareStack.add(
    (next, { clientName }) =>
      (call) =>
        next(
          clientName === DYNAMO
            ? { ...call, input: { ...call.input, ReturnConsumedCapacity: "TOTAL" } }
            : call,
        ),
    { step: "initialize", priority: "high", name: "overcurrentMeterAsksForCapacity" },
  );
  return client;
}

const DYNAMO = "DynamoDBClient";
const CONDITION_FAILED = "ConditionalCheckFailedException";

function countAttempt(operation: string, input: object, fleetSize: FleetSize, count: Count): void {
  if (operation === "CloudWatchClient.GetMetricDataCommand") {
    const { MetricDataQueries = [] } = input as { readonly MetricDataQueries?: readonly MetricDataQuery[] };
    count("getMetricDataMetrics", billedMetrics(MetricDataQueries));
    const rankings = MetricDataQueries.filter(({ Expression }) => Expression?.startsWith("SELECT")).length;
    count("insightsMetricsAnalyzed", rankings * Math.min(fleetSize(), MAX_METRICS_ANALYZED));
    return;
  }
  const [kind] = KINDS.find(([, pattern]) => pattern.test(operation)) ?? [];
  if (kind !== undefined) count(kind, 1);
}

const KINDS: readonly (readonly [UsageKind, RegExp])[] = [
  ["metricApiRequests", /^CloudWatchClient\.(GetMetricStatistics|ListMetrics)Command$/],
  ["costExplorerRequests", /^CostExplorerClient\./],
  ["sqsRequests", /^SQSClient\./],
  // Each subscriber gets one; how many there are, the answer does not say. An account's alerts usually go to one address.
  ["emails", /^SNSClient\.PublishCommand$/],
];

/**
 * Up to five statistics of one metric in one call are billed as one. Each page of an answer is a call of its own with the
 * same questions, and counts again: AWS does not say that it is free.
 */
function billedMetrics(queries: readonly MetricDataQuery[]): number {
  const statisticsOf = new Map<string, Set<string>>();
  for (const { MetricStat } of queries) {
    if (MetricStat === undefined) continue;
    const metric = JSON.stringify(MetricStat.Metric);
    statisticsOf.set(metric, (statisticsOf.get(metric) ?? new Set()).add(String(MetricStat.Stat)));
  }
  let billed = 0;
  for (const statistics of statisticsOf.values())
    billed += Math.ceil(statistics.size / STATISTICS_OF_ONE_PRICE);
  return billed;
}

function countUnits(operation: string, output: object | undefined, count: Count): void {
  const { ConsumedCapacity } = (output ?? {}) as {
    readonly ConsumedCapacity?: { readonly CapacityUnits?: number };
  };
  count(READS.test(operation) ? "dynamoReadUnits" : "dynamoWriteUnits", ConsumedCapacity?.CapacityUnits ?? 0);
}

const READS = /^DynamoDBClient\.(GetItem|Query)Command$/;
