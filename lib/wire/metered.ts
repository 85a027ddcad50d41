import { meteredRun } from "../app/metered-run.ts";
import type { Surroundings } from "./surroundings.ts";

/** Makes the handler of a part: its runs count what they consume. */
export const metered = ({ part, meter, stores, clock, log, environment }: Surroundings) =>
  meteredRun({
    part,
    meter,
    usage: stores.usage,
    clock,
    monotonicMs: () => performance.now(),
    memoryGb: environment.memoryGb,
    log,
  });
