import { SECOND_MS } from "../domain/time.ts";
import { countAll, type EventCohort, type EventCounts, joined, sizeOf, take } from "./event-cohort.ts";
import type { EventSource, SourceParts, SourcePolling } from "./event-source.ts";
import { servedOrDelayed } from "./fates.ts";
import type { StreamSpec } from "./spec.ts";
import { STEP_MS, startOf } from "./step.ts";

/** Each shard is asked for new records once a second. */
const POLLS_PER_STEP = STEP_MS / SECOND_MS;

/** One shard: its records in order, from the position of the consumer on. */
type Shard = { log: EventCohort[]; runsUnderway: number };

/**
 * A Kinesis or DynamoDB stream and its consumer. Each shard runs one batch at a time and in order; a batch that fails or
 * finds no free environment is tried again and holds up its shard until its records are too old. Records stay in the log until
 * their run succeeded, so a mapping or pipe that is off keeps its position.
 */
export function streamSource(
  parts: SourceParts & { readonly stream: StreamSpec; readonly polling: Pick<SourcePolling, "polls"> },
): EventSource {
  const { stream, polling, invoker, meter, fates, onSuccess, clock, random } = parts;
  const shards: Shard[] = Array.from({ length: stream.shards }, () => ({ log: [], runsUnderway: 0 }));
  let nextShard = 0;

  /** Forgets the records at the head that are older than `seconds`; those of a batch under way are safe. */
  function dropOlderThan(shard: Shard, seconds: number): void {
    if (shard.runsUnderway > 0) return;
    const oldestMs = startOf(clock.step) - seconds * SECOND_MS;
    for (let [head] = shard.log; head !== undefined && head.arrivedMs < oldestMs; [head] = shard.log) {
      fates.settle(head, "lost");
      shard.log.shift();
    }
  }

  /** Moves the position on by `records` that ran well. @returns how many of them were wanted, and how many not */
  function advance(shard: Shard, records: number, startedMs: number): EventCounts {
    const carried: EventCohort[] = [];
    let left = records;
    for (let [head] = shard.log; left > 0 && head !== undefined; [head] = shard.log) {
      const done = take(head, left, random);
      left -= sizeOf(done);
      fates.settle(done, servedOrDelayed(done.arrivedMs, startedMs));
      carried.push(done);
      if (sizeOf(head) === 0) shard.log.shift();
    }
    return countAll(carried);
  }

  function startRuns(shard: Shard, records: number, runs: number, outcome: "succeed" | "fail"): void {
    const startedMs = startOf(clock.step);
    let leftRuns = runs;
    let leftRecords = records;
    shard.runsUnderway += runs;
    invoker.start(runs, outcome, (endedRuns) => {
      const share = Math.round((leftRecords * endedRuns) / leftRuns);
      leftRuns -= endedRuns;
      leftRecords -= share;
      shard.runsUnderway -= endedRuns;
      if (outcome === "fail") return;
      onSuccess(endedRuns, advance(shard, share, startedMs), 0);
    });
  }

  function consume(shard: Shard): void {
    const [head] = shard.log;
    if (head === undefined || shard.runsUnderway > 0) return;
    if (invoker.startable() < 1) {
      meter.now().throttles += 1;
      return;
    }
    const tally = meter.now();
    tally.iteratorAgeMs = Math.max(tally.iteratorAgeMs, startOf(clock.step) - head.arrivedMs);
    const backlog = shard.log.reduce((sum, events) => sum + sizeOf(events), 0);
    const mostRuns = Math.min(Math.floor(invoker.runsPerSlot()), invoker.startable());
    const runs = Math.min(
      mostRuns,
      Math.max(Math.ceil(backlog / stream.batchSize), Math.min(backlog, POLLS_PER_STEP)),
    );
    const records = Math.min(backlog, runs * stream.batchSize);
    const failing = invoker.drawFailures(runs);
    // Nothing runs behind the first failing batch.
    const goodRuns = failing === 0 ? runs : Math.floor((runs - failing) / (failing + 1));
    const goodRecords = Math.floor((records * goodRuns) / runs);
    if (goodRuns > 0) startRuns(shard, goodRecords, goodRuns, "succeed");
    if (failing > 0) startRuns(shard, 0, 1, "fail");
  }

  return {
    arrive(events) {
      fates.arrive(events);
      nextShard = (nextShard + 1) % shards.length;
      for (let shardsLeft = shards.length; shardsLeft > 0; shardsLeft--) {
        const shard = shards[nextShard];
        if (shard === undefined) return;
        nextShard = (nextShard + 1) % shards.length;
        const part = take(events, Math.ceil(sizeOf(events) / shardsLeft), random);
        if (!joined(shard.log.at(-1), part)) shard.log.push(part);
      }
    },
    step() {
      const polls = polling.polls(startOf(clock.step));
      for (const shard of shards) {
        dropOlderThan(shard, stream.retentionSeconds);
        if (!polls) continue;
        if (stream.maximumRecordAgeSeconds !== undefined)
          dropOlderThan(shard, stream.maximumRecordAgeSeconds);
        consume(shard);
      }
    },
    waiting: () => countAll(...shards.map(({ log }) => log)),
    isIdle: () => shards.every(({ log, runsUnderway }) => log.length === 0 && runsUnderway === 0),
  };
}
