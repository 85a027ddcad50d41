import { type EpochMs, MINUTE_MS } from "../../../../lib/domain/time.ts";
import { SALTS, uniformAt } from "./draws.ts";
import { startOfMinute } from "./fleet.ts";

/** The total is published like a function of its own. */
export const ACCOUNT_INDEX = -1;

/** When CloudWatch shows a minute of a function: one to two minutes after its end, as in the simulated account. */
export const visibleAtMs = (seed: number, functionIndex: number, minute: number): EpochMs =>
  startOfMinute(minute + 1) +
  MINUTE_MS +
  Math.floor(MINUTE_MS * uniformAt(seed, functionIndex, minute, SALTS.publication));
