import type { Measurement, TimeRange } from "../domain/observation.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Reading, ReadingTerms, Unread, WindowRequest } from "../ports/metrics.ts";
import { type Asked, askBatches } from "./metric-batches.ts";
import type { MetricAccess } from "./metric-call.ts";
import { chunkQuestions, queriesPerCall } from "./metric-call-size.ts";
import { askMetricData, CALLS_AT_ONCE as DATA_CALLS_AT_ONCE } from "./metric-data.ts";
import { type MetricQuestion, measurementsByMetric, queriesOf, queryId } from "./metric-query.ts";
import { quickestRange } from "./metric-range.ts";
import { COMPLETE } from "./metric-series.ts";
import { askStatistics, CALLS_AT_ONCE as STATISTICS_CALLS_AT_ONCE } from "./metric-statistics.ts";

/** Questions that are asked together, and what came back. */
type AskedQuestions = { readonly questions: readonly MetricQuestion[]; readonly asked: Asked };

/** One window per request; see the port. @throws {CloudCallError} when every call failed */
export async function readWindows(
  access: MetricAccess,
  requests: readonly WindowRequest[],
  range: TimeRange,
  finalUntilMs: EpochMs,
  { through = "paid", untilMs }: ReadingTerms = {},
): Promise<Reading> {
  const ask = through === "free" ? askFree : askPaid;
  const seriesOfWindow = requests.map((): Partial<Record<Measurement, readonly number[]>> => ({}));
  const unread: Unread[] = [];
  for (const { questions, asked } of await ask(access, questionsOf(requests), range, untilMs))
    for (const [index, { windowIndex, functionName, measurements }] of questions.entries())
      for (const measurement of measurements) {
        const answer = asked.answers.get(queryId(index, measurement));
        const series = seriesOfWindow[windowIndex];
        if (answer?.status === COMPLETE && series !== undefined) series[measurement] = answer.series;
        else {
          const reason = asked.shortfall?.message ?? answer?.status ?? asked.remark ?? "no answer";
          unread.push({ ...(functionName === undefined ? {} : { functionName }), measurement, reason });
        }
      }
  const windows = requests.map(({ functionName }, index) => ({
    ...(functionName === undefined ? {} : { functionName }),
    startMs: range.startMs,
    periodSeconds: range.periodSeconds,
    finalUntilMs,
    series: seriesOfWindow[index] ?? {},
  }));
  return { windows, unread };
}

const questionsOf = (requests: readonly WindowRequest[]): readonly MetricQuestion[] =>
  requests.flatMap(({ functionName, measurements }, windowIndex) =>
    [...measurementsByMetric(measurements)].map(([metricName, wanted]) => ({
      windowIndex,
      functionName,
      metricName,
      measurements: wanted,
    })),
  );

type Ask = (
  access: MetricAccess,
  questions: readonly MetricQuestion[],
  range: TimeRange,
  untilMs: EpochMs | undefined,
) => Promise<readonly AskedQuestions[]>;

const askPaid: Ask = async (access, questions, range, untilMs) => {
  const nowMs = access.clock();
  const queriesIn = ({ measurements }: MetricQuestion): number => measurements.length;
  const queries = questions.reduce((sum, question) => sum + queriesIn(question), 0);
  const askedRange = quickestRange(range, queries, nowMs);
  const chunks = chunkQuestions(questions, queriesIn, queriesPerCall(askedRange, nowMs));
  return paired(
    chunks,
    await askBatches(chunks, DATA_CALLS_AT_ONCE, (chunk) =>
      askMetricData(access, { queries: queriesOf(chunk, range), range, askedRange, untilMs }),
    ),
  );
};

const askFree: Ask = async (access, questions, range, untilMs) =>
  paired(
    questions.map((question) => [question]),
    await askBatches(questions, STATISTICS_CALLS_AT_ONCE, (question) =>
      askStatistics(access, question, range, untilMs),
    ),
  );

const paired = (
  batches: readonly (readonly MetricQuestion[])[],
  outcomes: readonly Asked[],
): readonly AskedQuestions[] => outcomes.map((asked, index) => ({ questions: batches[index] ?? [], asked }));
