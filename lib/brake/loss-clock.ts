import type { FunctionProfile } from "../domain/function-profile.ts";
import type { PlannedChange } from "../domain/plan.ts";
import { type ReadSource, sourceOf } from "../domain/read-source.ts";
import { SECOND_MS } from "../domain/time.ts";
import { triggersWords, triggerWords } from "../domain/trigger-words.ts";
import { durationWords } from "./duration-words.ts";

/** How long a brake may last before it loses what waits, counted from the trip. */
export type LossClock = {
  /** `unknown`: as long as the source itself keeps what is unread, and it does not tell. */
  readonly lossAfterMs: number | "unknown" | "never";
  readonly sentence: string;
};

/** Planned changes, or the brakes of a breaker. */
type Changes = readonly Pick<PlannedChange, "setting" | "wanted" | "refusesOnly">[];

/** One thing that waits: for how long, and what becomes of it then. */
type Wait = { readonly lossAfterMs: number; readonly fate: string };

/**
 * The shortest loss clock of a set of changes. Lambda keeps an asynchronous event that it cannot run for the function's
 * maximum event age, 6 hours at most; a paused source keeps what is unread for its own retention; a call refused at 0 was
 * never stored.
 */
export function lossClock(profile: FunctionProfile, changes: Changes): LossClock {
  const paused = changes.filter(({ setting }) => setting.kind !== "concurrency");
  const sources = paused.flatMap(({ setting }) => sourceOf(setting, profile.triggers) ?? []);
  const isEventWaiting = changes.some(
    ({ wanted, refusesOnly }) => wanted.kind === "concurrency" && wanted.reserved !== 0 && !refusesOnly,
  );
  const waits = [...(isEventWaiting ? [waitOfEvents(profile)] : []), ...sources.flatMap(waitOfSource)];
  const [shortest] = waits.sort((a, b) => a.lossAfterMs - b.lossAfterMs);
  const sentences = [
    ...(shortest === undefined ? [] : [shortest.fate]),
    ...unknownWords(sources, paused.length),
  ];
  return {
    lossAfterMs: shortest?.lossAfterMs ?? (paused.length > 0 ? "unknown" : "never"),
    sentence: [
      ...(sentences.length > 0 ? sentences : ["nothing waits, so nothing is lost"]),
      ...sources.flatMap(receivesWords),
    ].join("; "),
  };
}

/** When the changes begin to lose what waits, in ms from the trip; `undefined` where no loss clock is known to run. */
export function lossAfterMs(profile: FunctionProfile, changes: Changes): number | undefined {
  const clock = lossClock(profile, changes);
  return typeof clock.lossAfterMs === "number" ? clock.lossAfterMs : undefined;
}

function waitOfEvents({ maximumEventAgeSeconds, hasFailureDestination }: FunctionProfile): Wait {
  const afterMs = maximumEventAgeSeconds * SECOND_MS;
  const after = durationWords(afterMs);
  return {
    lossAfterMs: afterMs,
    fate: hasFailureDestination
      ? `waiting events are moved to its failure destination after ${after}, not lost`
      : `waiting events are lost after ${after}`,
  };
}

const UNREAD: Readonly<Record<ReadSource["kind"], string>> = {
  sqs: "messages",
  mq: "messages",
  kinesis: "records",
  "dynamodb-stream": "records",
  kafka: "records",
  documentdb: "changes",
  pipe: "records",
};

function waitOfSource(source: ReadSource): readonly Wait[] {
  if (source.keepsForSeconds === undefined) return [];
  const afterMs = source.keepsForSeconds * SECOND_MS;
  const fate = `unread ${UNREAD[source.kind]} of ${triggerWords(source)} are lost after ${durationWords(afterMs)}`;
  return [{ lossAfterMs: afterMs, fate }];
}

/** @param paused how many sources are paused, also those that have left the inventory */
function unknownWords(sources: readonly ReadSource[], paused: number): readonly string[] {
  const silent = sources.filter(({ keepsForSeconds }) => keepsForSeconds === undefined);
  if (silent.length > 0) return [`how long ${triggersWords(silent)} can wait is not known here`];
  return sources.length < paused ? ["how long the paused source can wait is not known here"] : [];
}

/** AWS's own advice for a queue that Lambda reads; with fewer, a few failed probes already move messages away. */
const ADVISED_RECEIVE_COUNT = 5;

function receivesWords(source: ReadSource): readonly string[] {
  if (source.kind !== "sqs" || source.maxReceiveCount === undefined) return [];
  if (source.maxReceiveCount >= ADVISED_RECEIVE_COUNT) return [];
  const times = source.maxReceiveCount === 1 ? "one" : `${source.maxReceiveCount}`;
  return [
    `a message of ${triggerWords(source)} that fails in a probe counts as received, and ${times} such ${source.maxReceiveCount === 1 ? "receive moves" : "receives move"} it to the dead-letter queue`,
  ];
}
