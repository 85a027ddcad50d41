import type { EpochMs } from "../domain/time.ts";
import type { ExtraTraffic } from "./behaviour.ts";
import type { Random } from "./random.ts";
import type { Traffic } from "./spec.ts";
import { STEPS_PER_MINUTE } from "./step.ts";

/** The arrivals of one trigger in one minute, by step. */
export type ArrivalPlan = {
  /** Draws the minute anew. @returns whether anything arrives in it */
  draw(minuteStartMs: EpochMs, extra: readonly ExtraTraffic[]): boolean;
  legitimate(stepOfMinute: number): number;
  illegitimate(stepOfMinute: number): number;
};

export function arrivalPlan(ordinary: Traffic, trigger: number, random: Random): ArrivalPlan {
  const legitimate = new Float64Array(STEPS_PER_MINUTE);
  const illegitimate = new Float64Array(STEPS_PER_MINUTE);
  let isEmpty = true;

  function spread(count: number, target: Float64Array, chance: Random): void {
    if (count === 0) return;
    isEmpty = false;
    const everyStep = Math.floor(count / STEPS_PER_MINUTE);
    if (everyStep > 0) for (let step = 0; step < STEPS_PER_MINUTE; step++) addAt(target, step, everyStep);
    for (let rest = count % STEPS_PER_MINUTE; rest > 0; rest--)
      addAt(target, Math.floor(chance.uniform() * STEPS_PER_MINUTE), 1);
  }

  return {
    draw(minuteStartMs, extra) {
      if (!isEmpty) {
        legitimate.fill(0);
        illegitimate.fill(0);
        isEmpty = true;
      }
      spread(count(ordinary, minuteStartMs, random), legitimate, random);
      for (const traffic of extra) {
        if (traffic.trigger !== trigger) continue;
        const target = traffic.legitimate ? legitimate : illegitimate;
        spread(count(traffic, minuteStartMs, traffic.random), target, traffic.random);
      }
      return !isEmpty;
    },
    legitimate: (stepOfMinute) => legitimate[stepOfMinute] ?? 0,
    illegitimate: (stepOfMinute) => illegitimate[stepOfMinute] ?? 0,
  };
}

const addAt = (target: Float64Array, step: number, count: number): void => {
  target[step] = (target[step] ?? 0) + count;
};

function count(traffic: Traffic, minuteStartMs: EpochMs, random: Random): number {
  const expected = traffic.arrivals(minuteStartMs);
  return traffic.exact === true ? Math.floor(expected) : random.poisson(expected);
}
