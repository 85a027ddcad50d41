import { setImmediate as nextTurn } from "node:timers/promises";
import type { EpochMs } from "../../domain/time.ts";
import { AwsError } from "../faces.ts";
import { admit, FULL_BUCKET } from "./control-plane-throttle.ts";

/** Performs a control plane request if the limit lets it pass. */
export type ControlPlaneGate = <T>(perform: () => T | Promise<T>) => Promise<T>;

/** @returns a gate that rejects with TooManyRequestsException (429, CallerRateLimitExceeded) beyond the limit */
export function controlPlaneGate(nowMs: () => EpochMs): ControlPlaneGate {
  let bucket = FULL_BUCKET;
  let inFlight = 0;

  return async (perform) => {
    inFlight += 1;
    // Requests that were sent together arrive within one turn of the event loop: only after it are they all counted.
    await nextTurn();
    try {
      const decision = admit(bucket, nowMs(), inFlight);
      bucket = decision.state;
      if (!decision.admitted) throw rateExceeded();
      return await perform();
    } finally {
      // Those of the same turn are answered one after the other, yet they were all under way at once.
      void nextTurn().then(() => {
        inFlight -= 1;
      });
    }
  };
}

/** After a second the bucket is full again. */
const rateExceeded = (): AwsError =>
  new AwsError("TooManyRequestsException", "Rate exceeded", 429, {
    Reason: "CallerRateLimitExceeded",
    retryAfterSeconds: 1,
  });
