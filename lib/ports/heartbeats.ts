import type { GuardHealth } from "../domain/guard-health.ts";
import type { GuardPart } from "../domain/guard-usage.ts";
import type { EpochMs } from "../domain/time.ts";

/** When each part of the guard last came to a good end; a part that is absent never did. */
export type Heartbeats = Readonly<Partial<Record<GuardPart, EpochMs>>>;

/*
 * By what the parts of the guard see each other live. Both stores live with the home target. Every method throws CloudCallError
 * when the table does not answer.
 */

export type HeartbeatStore = {
  /**
   * Written at the end of a good run, never at its start. Hands back the one before; `undefined`: there was none. Runs of one
   * part that overlap may set it back by as long as they overlap.
   */
  beat(part: GuardPart, atMs: EpochMs): Promise<EpochMs | undefined>;
  list(): Promise<Heartbeats>;
};

export type GuardHealthStore = {
  /** `undefined`: never checked. */
  load(): Promise<GuardHealth | undefined>;
  save(health: GuardHealth): Promise<void>;
};
