import type { GuardPart } from "../domain/guard-usage.ts";
import type { EpochMs } from "../domain/time.ts";

/** When each part of the guard last came to a good end; a part that is absent never did. */
export type Heartbeats = Readonly<Partial<Record<GuardPart, EpochMs>>>;

/**
 * By what the parts of the guard see each other live. Lives with the home target. Every method throws CloudCallError when the
 * table does not answer.
 */
export type HeartbeatStore = {
  /** Written at the end of a good run, never at its start. The newest counts, whichever comes last. */
  beat(part: GuardPart, atMs: EpochMs): Promise<void>;
  list(): Promise<Heartbeats>;
};
