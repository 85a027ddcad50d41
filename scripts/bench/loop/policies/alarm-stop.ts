import type { Window } from "../../../../lib/domain/observation.ts";
import type { BeginGuarding } from "../guardian.ts";
import { type AlarmLimits, bandLimits, staticLimits } from "./alarm-limits.ts";
import { metricAlarms } from "./metric-alarms.ts";
import { stopFunction } from "./stop-function.ts";

/**
 * An alarm whose action sets concurrency 0 at once and by itself. Fair to it: it looks at every function, forgets noise below
 * ten calls a minute, needs 3 minutes of 5, and asks again every minute while the alarm stands and AWS says no.
 * It restores nothing: under concurrency 0 an alarm on calls is always quiet, so quiet tells it nothing.
 */
const alarmStop =
  (limitsOf: (history: Window) => AlarmLimits): BeginGuarding =>
  async ({ metrics, control, clock, learned }) => {
    const evaluate = metricAlarms(metrics, clock, limitsByFunction(learned.history, limitsOf));
    const stopped = new Set<string>();
    return {
      async tick() {
        const alarmed = await evaluate();
        for (const functionName of alarmed)
          if (!stopped.has(functionName) && (await stopFunction(control, functionName)))
            stopped.add(functionName);
        return alarmed;
      },
    };
  };

/** The alarm that most people have: ten times the mean of the two weeks before. */
const USUAL_FACTOR = 10;
export const tenfold = (history: Window): AlarmLimits => staticLimits(history, USUAL_FACTOR);

export const limitsByFunction = (
  history: readonly Window[],
  limitsOf: (history: Window) => AlarmLimits,
): ReadonlyMap<string, AlarmLimits> =>
  new Map(history.map((window) => [window.functionName ?? "", limitsOf(window)]));

/** The alarm at 10x, with an action. */
export const staticAlarmStop = alarmStop(tenfold);

/** A band of three standard deviations around the mean of the time of day, with an action. */
export const threeSigmaStop = alarmStop((history) => bandLimits(history, 3));
