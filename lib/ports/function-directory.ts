import type { Catalogue } from "../domain/function-profile.ts";

/** Lists the functions of the account and what is set on them. Reads only. */
export type FunctionDirectory = {
  /**
   * Everything that can be seen; single refusals end up in `unanswered`.
   * About nine control plane calls per function, paced below AWS's 15 requests per second; each queue and stream is asked
   * once, and schedules and pipes are listed once.
   * @throws {CloudCallError} when the functions themselves cannot be listed
   */
  takeInventory(): Promise<Catalogue>;
};
