import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import type { Arns } from "./arns.ts";
import { type ArrivalPlan, arrivalPlan } from "./arrivals.ts";
import { behaviour } from "./behaviour.ts";
import type { ConcurrencyPool, Slots } from "./concurrency-pool.ts";
import type { Charge } from "./cost-meter.ts";
import { countAll, newEvents } from "./event-cohort.ts";
import type { EventSource } from "./event-source.ts";
import type { EventSourceMapping } from "./event-source-mapping.ts";
import { type FateLedger, type FunctionFates, fateLedger } from "./fates.ts";
import { type FunctionMeter, functionMeter } from "./function-meter.ts";
import { type Invoker, invoker } from "./invoker.ts";
import type { PublishedTally } from "./metric-publication.ts";
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
  lastModifiedMs(): EpochMs;
  add(change: Change): void;
  /** Draws the minute's arrivals. @returns whether the function has anything to do in it */
  beginMinute(minuteStartMs: EpochMs): boolean;
  /** Ends the runs that are due; comes before `step` of any function, so that what they free can be used. */
  beginStep(): void;
  step(): void;
  /** What was measured in the minute, for CloudWatch. */
  endMinute(): readonly PublishedTally[];
  fates(): FunctionFates;
};

type PlayedTrigger = {
  readonly source: EventSource;
  readonly arrivals: ArrivalPlan;
  /** Events its own runs made in the last step, by hops. */
  selfMade: Map<number, number>;
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
  const triggers = spec.triggers.map((trigger, index): PlayedTrigger => {
    const random = stream(`${index}/events`);
    const selfMade = new Map<number, number>();
    const { source, mapping } = triggerSource(trigger, {
      spec,
      arns: world.arns,
      createdMs: world.startMs,
      slots,
      mappingRandom: stream(`${index}/mapping`),
      invoker: runs,
      meter,
      fates,
      clock,
      random,
      onSuccess(successfulRuns, hops) {
        const feeding = behaves.feeding(index);
        if (feeding === undefined || successfulRuns === 0) return;
        const nextHops = feeding.propagatesTrace ? hops + 1 : 0;
        const made = random.round(successfulRuns * feeding.eventsPerRun);
        if (made > 0) selfMade.set(nextHops, (selfMade.get(nextHops) ?? 0) + made);
      },
    });
    if (mapping !== undefined) mappings.push(mapping);
    return {
      source,
      arrivals: arrivalPlan(trigger, index, stream(`${index}/arrivals`)),
      selfMade,
    };
  });

  function arrive({ source, arrivals, selfMade }: PlayedTrigger): void {
    const stepOfMinute = clock.step % STEPS_PER_MINUTE;
    const legitimate = arrivals.legitimate(stepOfMinute);
    const illegitimate = arrivals.illegitimate(stepOfMinute);
    const nowMs = startOf(clock.step);
    if (legitimate + illegitimate > 0) source.arrive(newEvents(nowMs, legitimate, illegitimate));
    if (selfMade.size === 0) return;
    const made = [...selfMade];
    selfMade.clear();
    for (const [hops, count] of made) source.arrive(newEvents(nowMs, 0, count, hops));
  }

  return {
    spec,
    functionArn: world.arns.function(spec.functionName),
    slots,
    mappings,
    lastModifiedMs: behaves.lastModifiedMs,
    add: behaves.add,
    beginMinute(minuteStartMs) {
      behaves.beginMinute(minuteStartMs);
      let isActive = !runs.isIdle();
      for (const { source, arrivals, selfMade } of triggers) {
        if (arrivals.draw(minuteStartMs, behaves.extraTraffic())) isActive = true;
        else if (selfMade.size > 0 || !source.isIdle()) isActive = true;
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
    endMinute: () => meter.takeTallies(spec.functionName),
    fates: () => fates.read(countAll(triggers.map(({ source }) => source.waiting()))),
  };
}
