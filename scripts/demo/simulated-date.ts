import type { EpochMs } from "../../lib/domain/time.ts";

/** `Date` as this process sees it until it is released. */
export type SimulatedDate = { setTime(nowMs: EpochMs): void; release(): void };

/**
 * Makes `Date` in this process, the SDK's own included, show a time of ours. Timers are left alone: the SDK's timeouts
 * and pauses go by the true time. What is made is a plain `Date`, as quick as ever: a played day reads millions of timestamps.
 */
export function simulateDate(startMs: EpochMs): SimulatedDate {
  const TrueDate = globalThis.Date;
  let nowMs = startMs;
  const now = (): EpochMs => nowMs;
  globalThis.Date = new Proxy(TrueDate, {
    construct: (_target, given) =>
      given.length === 0 ? new TrueDate(nowMs) : Reflect.construct(TrueDate, given),
    apply: () => new TrueDate(nowMs).toString(),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
  return {
    setTime: (atMs) => {
      nowMs = atMs;
    },
    release: () => {
      globalThis.Date = TrueDate;
    },
  };
}
