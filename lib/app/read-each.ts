import { CloudCallError } from "../domain/errors.ts";
import type { Measurement, TimeRange, Window } from "../domain/observation.ts";
import type { MetricReader, Reading, ReadingTerms } from "../ports/metrics.ts";

/** What to read of one function. */
export type Question = { readonly functionName: string; readonly measurements: readonly Measurement[] };

/** The window of each function, or why there is none. */
export type Answers = ReadonlyMap<string, Window | string>;

/** Asks about many functions at once. Nothing could be asked: then that is the answer for each of them. */
export async function readEach(
  metrics: MetricReader,
  questions: readonly Question[],
  range: TimeRange,
  terms: ReadingTerms = {},
): Promise<Answers> {
  if (questions.length === 0) return new Map();
  let reading: Reading;
  try {
    reading = await metrics.readWindows(questions, range, terms);
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    return new Map(questions.map(({ functionName }) => [functionName, error.message]));
  }
  const spoiled = new Map(reading.unread.map(({ functionName, reason }) => [functionName, reason]));
  const found = new Map(reading.windows.map((window) => [window.functionName, window]));
  return new Map(
    questions.map(({ functionName }) => [
      functionName,
      spoiled.get(functionName) ?? found.get(functionName) ?? "no answer for this function",
    ]),
  );
}
