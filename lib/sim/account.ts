import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { arnsOf } from "./arns.ts";
import { arrivalArchive } from "./arrival-archive.ts";
import { clockwork } from "./clockwork.ts";
import { concurrencyPool } from "./concurrency-pool.ts";
import { controlPlane } from "./control-plane.ts";
import { costMeter, costRecords } from "./cost-meter.ts";
import { derivedFrom } from "./derived-from.ts";
import { eventRules } from "./event-rules.ts";
import { metricArchive } from "./metric-archive.ts";
import { publishedMetrics } from "./metric-publication.ts";
import { metricStore } from "./metric-store.ts";
import { pipeControlPlane } from "./pipes.ts";
import { queues, streams } from "./polled-sources.ts";
import { roster } from "./roster.ts";
import { schedules } from "./schedules.ts";
import type { SimulatedAccount } from "./simulated-account.ts";
import { simulatedFunction } from "./simulated-function.ts";
import type { AccountSpec, FunctionSpec } from "./spec.ts";
import { type StepClock, stepAt } from "./step.ts";
import { topics } from "./topics.ts";

/**
 * A world that stands at `spec.startMs`. Nothing but its own seed and what is done to it decides what happens.
 * @throws {RangeError} when it does not start on a minute, two functions share a name, or one sends to a trigger that
 *   does not exist
 */
export function simulatedAccount(spec: AccountSpec): SimulatedAccount {
  if (spec.startMs % MINUTE_MS !== 0)
    throw new RangeError("simulatedAccount: startMs must be a whole minute");
  let present: EpochMs = spec.startMs;
  const nowMs = () => present;
  const clock: StepClock = { step: stepAt(spec.startMs) };
  const arns = arnsOf(spec.region, spec.accountId);
  const pool = concurrencyPool(spec.concurrencyLimit);
  const costs = costMeter(spec.region);
  const archive = metricArchive();
  const arrivals = arrivalArchive();
  const published = publishedMetrics((each) =>
    "sourceArn" in each ? arrivals.keep(each) : archive.keep(each),
  );

  const members = roster();
  const create = (each: FunctionSpec, createdMs: EpochMs) =>
    simulatedFunction(each, {
      seed: spec.seed,
      startMs: createdMs,
      arns,
      pool,
      clock,
      charge: costs.chargeTo(each.functionName, each),
      deliver: ({ toFunction, toTrigger }, events) => {
        if (members.isPresent(toFunction)) members.find(toFunction).receive(toTrigger, events);
      },
    });
  members.add(spec.functions.map((each) => create(each, spec.startMs)));
  const specs = derivedFrom(members.all, (present) => present.map((each) => each.spec));
  const clockworks = clockwork({
    clock,
    functions: members.all,
    pool,
    concurrencyLimit: spec.concurrencyLimit,
    published,
    seed: spec.seed,
  });
  const metrics = metricStore(archive, arrivals, published, nowMs);

  return {
    accountId: spec.accountId,
    region: spec.region,
    nowMs,
    lambda: controlPlane({ account: spec, functions: members.all, pool, arns, nowMs }),
    metrics,
    eventRules: eventRules(specs, arns),
    queues: queues(specs, arns, spec),
    streams: streams(specs, arns),
    schedules: schedules(specs, arns),
    pipes: pipeControlPlane(
      derivedFrom(members.all, (present) => present.flatMap((each) => each.pipes)),
      nowMs,
    ),
    costs: costRecords(costs, spec.startMs, nowMs),
    topics: topics(nowMs),
    advanceTo(toMs) {
      if (toMs < present) throw new RangeError(`simulated account cannot go back from ${present} to ${toMs}`);
      clockworks.playTo(toMs);
      present = toMs;
    },
    schedule(changes) {
      for (const change of changes) {
        const changed = members.find(change.functionName);
        if ("trigger" in change) members.requireTrigger(change.functionName, change.trigger);
        if (change.kind === "fan-out") members.requireTrigger(change.toFunction, change.toTrigger);
        changed.add(change);
      }
    },
    addFunctions: (arriving) => members.add(arriving.map((each) => create(each, present))),
    removeFunction: members.remove,
    delayMetrics: published.delay,
    fates: (functionName) => members.findEver(functionName).fates(),
    costUsd(functionName) {
      members.findEver(functionName);
      return costs.functionUsd(functionName);
    },
    fleetUsdPerMinute: costs.fleetUsdPerMinute,
  };
}
