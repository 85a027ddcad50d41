import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { standingOut, type Visible, visibleInTotal } from "../../../lib/watch/hidden-burn.ts";
import { withoutNoise } from "../../../lib/watch/usual-noise.ts";
import type { WeighedFleet, WeighedFunction } from "../../../lib/watch/weigh-fleet.ts";
import { aFunctionUrl, aQueue } from "../../support/builders.ts";
import { aFleet, aMember, type Member } from "./reading.ts";

/** A way to spend reads: minutes from one read of a function to the next. */
export type Sweep = ReadonlyMap<string, number>;

/** A generator of evenly spread numbers in [0, 1): Numerical Recipes' linear congruential one. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * From 0.001 to 22,000 runs a minute of 20 ms to 5 s. Four of five run less than once a minute, as Shahrad et al. (2020), "Serverless
 * in the Wild", USENIX ATC, found of applications; a tenth has a public URL, a quarter a queue.
 *
 * @param mostExecutions of the busiest functions, at once
 */
export function aMixedFleet(count: number, seed: number, mostExecutions: number): WeighedFleet {
  const roll = dice(seed);
  const memories = [128, 256, 512, 1_024, 2_048, 10_240];
  const drawn = Array.from({ length: count }, (_, index): Member => {
    const exposure = roll();
    const runMs = 20 * 250 ** roll();
    return aMember(
      `function-${index}`,
      {
        memoryMb: memories[Math.floor(roll() * memories.length)] ?? 128,
        triggers: exposure < 0.1 ? [aFunctionUrl] : exposure < 0.35 ? [aQueue()] : [],
        reservedConcurrency: roll() < 0.05 ? 5 : "unreserved",
      },
      {
        runsPerMinute: Math.min(Math.exp(17 * roll() ** 4 - 7), (mostExecutions * MINUTE_MS) / runMs),
        relativeSpread: 0.05 + 0.3 * roll(),
        runMs,
      },
    );
  });
  return aFleet(drawn);
}

/** Read within so many minutes of a turn: metrics are two minutes late. */
const LATE_MINUTES = 2;
/** Found in the total, a page or two are read. */
const DRILL_DOWN_MINUTES = 3;
/** Somebody looks at a bill by then. */
const NOTICED_MINUTES = 24 * 60;

/**
 * What attacks burn before they are seen, USD per month, on average over `draws` attacks. Who is attacked follows the hazards; how
 * large it is, is drawn evenly over the orders of magnitude from a twentieth of an execution to all that the function can reach.
 */
export function unseenUsdPerMonth(fleet: WeighedFleet, sweep: Sweep, draws: number, seed: number): number {
  const roll = dice(seed);
  const isKnown = ({ functionName }: WeighedFunction): boolean => sweep.get(functionName) === 1;
  const rest = fleet.functions
    .filter(isKnown)
    .reduce((left, one) => withoutNoise(left, one.noise), fleet.noise);
  const inTotal = visibleInTotal(rest);
  const cases = fleet.functions.reduce((sum, { casesPerMonth }) => sum + casesPerMonth, 0);
  let usd = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    const one = attacked(fleet, roll() * cases);
    const executions = 0.05 * (Math.max(0.1, one.possible.executions) / 0.05) ** roll();
    // As long as the usual ones, a third of it or three times it.
    const runMs = (one.runMs ?? 100) * 3 ** (2 * roll() - 1);
    const runsPerMinute = (executions * MINUTE_MS) / runMs;
    const usdPerMinute =
      (executions * one.possible.usdPerExecutionHour) / 60 + runsPerMinute * one.possible.usdPerRun;
    const wait = roll() * (sweep.get(one.functionName) ?? NOTICED_MINUTES);
    const minutes = Math.min(
      isSeen({ executions, runsPerMinute }, inTotal) && !isKnown(one) ? DRILL_DOWN_MINUTES : NOTICED_MINUTES,
      isSeen({ executions, runsPerMinute }, standingOut(one.noise)) ? wait + LATE_MINUTES : NOTICED_MINUTES,
    );
    usd += usdPerMinute * minutes;
  }
  return (usd / draws) * cases;
}

const isSeen = (attack: Visible, visible: Visible): boolean =>
  attack.executions > visible.executions || attack.runsPerMinute > visible.runsPerMinute;

function attacked({ functions }: WeighedFleet, at: number): WeighedFunction {
  let left = at;
  for (const one of functions) {
    left -= one.casesPerMonth;
    if (left < 0) return one;
  }
  return functions[functions.length - 1] as WeighedFunction;
}
