import { CloudCallError } from "../domain/errors.ts";
import { OutOfTime } from "./metric-call.ts";
import type { Answer } from "./metric-series.ts";

/** What came back for one batch of questions, by query id, and what cut it short. */
export type Asked = {
  readonly answers: ReadonlyMap<string, Answer>;
  /** What CloudWatch remarked on the whole call, e.g. why a query is not in its answer. */
  readonly remark?: string;
  readonly shortfall?: CloudCallError | OutOfTime;
};

/**
 * Asks batches in their order, so many at once; one that fails spoils only itself.
 * @throws {CloudCallError} when every batch that was asked failed, and none of them in part only
 */
export async function askBatches<Batch>(
  batches: readonly Batch[],
  atOnce: number,
  ask: (batch: Batch) => Promise<Asked>,
): Promise<readonly Asked[]> {
  const outcomes: Asked[] = [];
  const waiting = batches.entries();
  const askOnAndOn = async (): Promise<void> => {
    for (const [index, batch] of waiting) outcomes[index] = await ask(batch);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, batches.length) }, askOnAndOn));
  const failures = outcomes.flatMap(({ shortfall }) =>
    shortfall instanceof CloudCallError ? [shortfall] : [],
  );
  const nothingAnswered = outcomes.every(
    ({ answers, shortfall }) => shortfall !== undefined && answers.size === 0,
  );
  if (failures.length > 0 && nothingAnswered) throw failures[0];
  return outcomes;
}

/** For what a call threw: only what kept it from answering; a fault of ours must not pass for silence. */
export function shortfallOf(error: unknown): CloudCallError | OutOfTime {
  if (error instanceof CloudCallError || error instanceof OutOfTime) return error;
  throw error;
}
