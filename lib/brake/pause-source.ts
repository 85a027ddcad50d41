import type { Baseline } from "../domain/baseline.ts";
import type { PlannedChange } from "../domain/plan.ts";
import type { ReadSource } from "../domain/read-source.ts";
import type { EventSourceValue } from "../domain/setting.ts";
import type { PolledTrigger } from "../domain/trigger.ts";
import { triggerWords } from "../domain/trigger-words.ts";
import { ladder, neededConcurrency } from "./ladder.ts";

/** What AWS takes as a mapping's own ceiling; SQS is the only source that has one. */
const LEAST_CEILING = 2;
const MOST_CEILING = 1_000;
/** Executions that Lambda runs at once for an ActiveMQ broker unless told otherwise; one for RabbitMQ. */
const BROKER_EXECUTIONS = 5;

/**
 * Stops reading the source: AWS resumes it later from the same place. Throttling the function instead would count every
 * refused SQS message as a failed receive, and move it to the dead-letter queue in the end.
 *
 * @param isReservedBesides the function's concurrency is limited, too, so that the source shares it with other callers
 */
export function pauseSource(
  functionName: string,
  source: ReadSource,
  baseline: Baseline | undefined,
  isReservedBesides: boolean,
): PlannedChange {
  const reason = `${triggerWords(source)} is no longer read and keeps its place`;
  if (source.kind === "pipe")
    return {
      setting: { kind: "pipe", functionName, pipeName: source.pipeName },
      wanted: { kind: "pipe", running: false },
      allowances: [{ kind: "pipe", running: true }],
      reason,
    };
  return {
    setting: { kind: "event-source", functionName, mappingId: source.mappingId },
    wanted: { kind: "event-source", enabled: false, maximumConcurrency: "unlimited" },
    ...widening(source, baseline, isReservedBesides),
    reason,
  };
}

/**
 * Streams, topics and brokers are read or not; a queue can be read by a few executions. The mapping's own ceiling is not
 * known from the inventory: where it is lower, fit-to-prior.ts lowers these to it. Next to a reservation a queue stays at
 * the least until the reservation is gone, so that it never asks for more than `roomFor` has left it.
 */
function widening(
  { kind }: PolledTrigger,
  baseline: Baseline | undefined,
  isReservedBesides: boolean,
): Pick<PlannedChange, "cap" | "allowances"> {
  if (kind !== "sqs") return { allowances: [read("unlimited")] };
  if (isReservedBesides) return { allowances: [read(LEAST_CEILING)] };
  const need = neededConcurrency(baseline);
  return {
    ...(baseline !== undefined && { cap: read(Math.min(MOST_CEILING, need)) }),
    allowances: ladder(2 * need, LEAST_CEILING, MOST_CEILING).map(read),
  };
}

/**
 * Executions that a source needs while it is read again in a probe. A reservation that leaves it fewer
 * would refuse messages, and queues and brokers count each refusal as a failed delivery. Streams and Kafka do not count.
 */
export function roomFor(source: ReadSource, baseline: Baseline | undefined): number {
  if (source.kind === "sqs") return LEAST_CEILING;
  if (source.kind === "mq") return BROKER_EXECUTIONS;
  // A pipe may read a queue, too, and takes as many executions as it likes.
  return source.kind === "pipe" ? neededConcurrency(baseline) : 0;
}

const read = (maximumConcurrency: EventSourceValue["maximumConcurrency"]): EventSourceValue => ({
  kind: "event-source",
  enabled: true,
  maximumConcurrency,
});
