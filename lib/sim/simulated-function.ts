import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import type { Arns } from "./arns.ts";
import { arrivalMeter } from "./arrival-meter.ts";
import { type ArrivalPlan, arrivalPlan } from "./arrivals.ts";
import { behaviour } from "./behaviour.ts";
import type { ConcurrencyPool, Slots } from "./concurrency-pool.ts";
import type { Charge } from "./cost-meter.ts";
import { countAll, type EventCohort, type EventCounts, newEvents, sizeOf } from "./event-cohort.ts";
import type { EventSource } from "./event-source.ts";
import type { EventSourceMapping } from "./event-source-mapping.ts";
import { type FateLedger, type FunctionFates, fateLedger } from "./fates.ts";
import { type FunctionMeter, functionMeter } from "./function-meter.ts";
import { type Inbox, inbox } from "./inbox.ts";
import { type Invoker, invoker } from "./invoker.ts";
import type { Published } from "./metric-publication.ts";
import { type Deliver, outputs } from "./outputs.ts";
import type { Pipe } from "./pipe.ts";
import { randomStream } from "./random.ts";
import type { Change, FunctionSpec } from "./spec.ts";
import { STEPS_PER_MINUTE, type StepClock, startOf } from "./step.ts";
import { triggerSource } from "./trigger-source.ts";

/** One function with everything that calls it. */
export type SimulatedFunction = {
  readonly spec: FunctionSpec;
  readonly functionArn: string;
  readonly slots: Slots;
  readonly mappings: readonly EventSourceMapping[];
  readonly pipes: readonly Pipe[];
  lastModifiedMs(): EpochMs;
  add(change: Change): void;
  /** Another function's runs have put events on one of its triggers. */
  receive(trigger: number, events: EventCounts): void;
  /** Draws the minute's arrivals. @returns whether the function has anything to do in it */
  beginMinute(minuteStartMs: EpochMs): boolean;
  /** Ends the runs that are due; comes before `step` of any function, so that what they free can be used. */
  beginStep(): void;
  step(): void;
  /** What was measured in the minute, for CloudWatch. */
  endMinute(): readonly Published[];
  fates(): FunctionFates;
};

type PlayedTrigger = {
  readonly source: EventSource;
  /** Of the queue or stream in front of it. */
  readonly polledArn: string | undefined;
  readonly arrivals: ArrivalPlan;
  /** What runs have put there since the last step, its own or those of other functions. */
  readonly inbox: Inbox;
};

export function simulatedFunction(
  spec: FunctionSpec,
  world: {
    readonly seed: number;
    readonly startMs: EpochMs;
    readonly arns: Arns;
    readonly pool: ConcurrencyPool;
    readonly clock: StepClock;
    readonly charge: Charge;
    readonly deliver: Deliver;
  },
): SimulatedFunction {
  const { pool, clock, seed } = world;
  const stream = (purpose: string) => randomStream(seed, `${spec.functionName}/${purpose}`);
  const slots: Slots = {
    reserved: spec.reservedConcurrency,
    provisioned: spec.provisionedConcurrency,
    inFlight: 0,
    load: 0,
  };
  pool.register(slots);
  const behaves = behaviour(spec, seed);
  const meter: FunctionMeter = functionMeter();
  const sent = arrivalMeter();
  const fates: FateLedger = fateLedger();
  const runs: Invoker = invoker({
    slots,
    pool,
    behaviour: behaves,
    meter,
    charge: world.charge,
    clock,
    random: stream("runs"),
  });

  const mappings: EventSourceMapping[] = [];
  const pipes: Pipe[] = [];
  const triggers = spec.triggers.map((trigger, index): PlayedTrigger => {
    const random = stream(`${index}/events`);
    const arriving = inbox();
    const { source, mapping, pipe } = triggerSource(trigger, {
      spec,
      arns: world.arns,
      createdMs: world.startMs,
      slots,
      pollingRandom: stream(`${index}/mapping`),
      invoker: runs,
      meter,
      fates,
      clock,
      random,
      onSuccess: outputs({
        trigger: index,
        behaviour: behaves,
        sends: spec.sends ?? [],
        ownInbox: arriving,
        deliver: world.deliver,
        selfFeedingRandom: random,
        sendingRandom: stream(`${index}/sends`),
      }),
    });
    if (mapping !== undefined) mappings.push(mapping);
    if (pipe !== undefined) pipes.push(pipe);
    const polls = mapping !== undefined || pipe !== undefined;
    return {
      source,
      polledArn: polls ? world.arns.source(trigger) : undefined,
      arrivals: arrivalPlan(trigger, index, stream(`${index}/arrivals`)),
      inbox: arriving,
    };
  });
  let isSentTo = false;

  function arrive(trigger: PlayedTrigger): void {
    const { arrivals, inbox } = trigger;
    const stepOfMinute = clock.step % STEPS_PER_MINUTE;
    const legitimate = arrivals.legitimate(stepOfMinute);
    const illegitimate = arrivals.illegitimate(stepOfMinute);
    const nowMs = startOf(clock.step);
    if (legitimate + illegitimate > 0) bring(trigger, newEvents(nowMs, legitimate, illegitimate));
    for (const [hops, events] of inbox.take())
      bring(trigger, newEvents(nowMs, events.legitimate, events.illegitimate, hops));
  }

  function bring({ source, polledArn }: PlayedTrigger, events: EventCohort): void {
    if (polledArn !== undefined)
      sent.count(polledArn, Math.floor(events.arrivedMs / MINUTE_MS), sizeOf(events));
    source.arrive(events);
  }

  return {
    spec,
    functionArn: world.arns.function(spec.functionName),
    slots,
    mappings,
    pipes,
    lastModifiedMs: behaves.lastModifiedMs,
    add: behaves.add,
    receive(trigger, events) {
      isSentTo = true;
      triggers[trigger]?.inbox.put(events, 0);
    },
    beginMinute(minuteStartMs) {
      behaves.beginMinute(minuteStartMs);
      // Whoever was sent something once is played every minute: the next may come in any step.
      let isActive = isSentTo || !runs.isIdle();
      for (const { source, arrivals, inbox } of triggers) {
        if (arrivals.draw(minuteStartMs, behaves.extraTraffic())) isActive = true;
        else if (!inbox.isEmpty() || !source.isIdle()) isActive = true;
      }
      if (isActive) meter.beginMinute(minuteStartMs / MINUTE_MS);
      return isActive;
    },
    beginStep: runs.beginStep,
    step() {
      // Whoever comes first takes the free environments, so nobody always comes first.
      for (let place = 0; place < triggers.length; place++) {
        const trigger = triggers[(place + clock.step) % triggers.length];
        if (trigger === undefined) continue;
        arrive(trigger);
        trigger.source.step();
      }
      const tally = meter.now();
      tally.concurrentExecutions = Math.max(tally.concurrentExecutions, runs.peakConcurrency());
    },
    endMinute: () => [...meter.takeTallies(spec.functionName), ...sent.take()],
    fates: () => fates.read(countAll(triggers.map(({ source }) => source.waiting()))),
  };
}
