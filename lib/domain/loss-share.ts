import type { BreakerState } from "./breaker.ts";
import type { EpochMs } from "./time.ts";

/** A person is warned at half of the loss clock: time enough to wake up and decide. */
const WARN_SHARE = 0.5;
/** What waits is let go at nine tenths of it: the release and what has piled up by then need time, too. */
const LAST_SHARE = 0.9;

type Waiting = Pick<Exclude<BreakerState, { kind: "armed" }>, "sinceMs" | "lossAtMs">;

/** When half of the loss clock has run; `undefined`: nothing is known to be lost by waiting. */
export const warnAtMs = (state: Waiting): EpochMs | undefined => atShare(state, WARN_SHARE);

/** Until when everything that waits can still be let through. */
export const lastSafeMs = (state: Waiting): EpochMs | undefined => atShare(state, LAST_SHARE);

const atShare = ({ sinceMs, lossAtMs }: Waiting, share: number): EpochMs | undefined =>
  lossAtMs === undefined ? undefined : Math.floor(sinceMs + share * (lossAtMs - sinceMs));
