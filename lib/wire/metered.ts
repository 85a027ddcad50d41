import { meteredRun } from "../app/metered-run.ts";
import type { GuardPart, GuardUsage } from "../domain/guard-usage.ts";
import { presence, QUEUE_POLLS_PER_MINUTE } from "../pricing/standing-usage.ts";
import type { Surroundings } from "./surroundings.ts";

/**
 * Lambda itself asks the queue of the workers, at the guard's expense: all the time, and once more to delete what was done. Metrics
 * and alarms cost by being there; `watch`, whose runs are the minutes of a guard, counts them by the minute.
 */
const BESIDES: Readonly<Partial<Record<GuardPart, Partial<GuardUsage>>>> = {
  watch: presence(1),
  dispatch: { sqsRequests: QUEUE_POLLS_PER_MINUTE },
  worker: { sqsRequests: 1 },
};

/** Makes the handler of a part: its runs count what they consume. */
export const metered = ({ part, meter, stores, clock, log, environment }: Surroundings) =>
  meteredRun({
    part,
    meter,
    usage: stores.usage,
    clock,
    monotonicMs: () => performance.now(),
    memoryGb: environment.memoryGb,
    besides: BESIDES[part] ?? {},
    log,
  });
