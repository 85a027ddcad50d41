import type { TickNews, TickTask, TimedTick } from "./tick-task.ts";

const KIB_PER_MIB = 1024;
/** `cpuUsage` counts in microseconds. */
const PER_SECOND = 1e6;

/** Lets everything in this process live in simulated time, which goes on as real time does. */
function shiftTime(aheadMs: number): void {
  const RealDate = Date;
  class SimulatedDate extends RealDate {
    constructor(...given: readonly unknown[]) {
      if (given.length === 0) super(RealDate.now() + aheadMs);
      else super(...(given as [number]));
    }
    static override now(): number {
      return RealDate.now() + aheadMs;
    }
  }
  globalThis.Date = SimulatedDate as DateConstructor;
}

/** The deployed handler, as it was bundled, called some times. */
process.once("message", async ({ handlerPath, aheadMs, ticks }: TickTask) => {
  shiftTime(aheadMs);
  const timed: TimedTick[] = [];
  for (let tick = 0; tick < ticks; tick += 1) {
    const startedMs = performance.now();
    const startedCpu = process.cpuUsage();
    // Loading it is part of a cold start.
    const { handler } = require(handlerPath) as { handler: () => Promise<{ readonly read?: number }> };
    const { read = 0 } = await handler();
    const { user, system } = process.cpuUsage(startedCpu);
    timed.push({
      seconds: (performance.now() - startedMs) / 1_000,
      cpuSeconds: (user + system) / PER_SECOND,
      read,
    });
  }
  const news: TickNews = { ticks: timed, peakMiB: process.resourceUsage().maxRSS / KIB_PER_MIB };
  process.send?.(news, () => process.disconnect());
});
