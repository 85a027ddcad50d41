import type { Catalogue, FunctionProfile, UnansweredQuestion } from "../domain/function-profile.ts";
import type { EpochMs } from "../domain/time.ts";

/** What asking about functions one by one has found. */
export type Descriptions = {
  /** Those that were asked about, in the order given. */
  readonly functions: readonly FunctionProfile[];
  readonly unanswered: readonly UnansweredQuestion[];
};

/** Lists the functions of the account and what is set on them. Reads only; single refusals end up in `unanswered`. */
export type FunctionDirectory = {
  /**
   * Every function, none of them described: size, time limit, last change, and who polls, pipes to or schedules it. The rest is
   * guessed. A call for each 50 functions and each 100 mappings, ten a second: 10,000 functions take half a minute.
   * @throws {CloudCallError} when the functions themselves cannot be listed
   */
  listFunctions(): Promise<Catalogue>;
  /**
   * Asks about each of these by itself, one after the other: tags, reservation, URL, who may call it, how long its sources keep
   * what is unread. About nine control plane calls for each, paced below AWS's 15 requests per second, so about a second.
   * What the listing has told of them stays as it is.
   * @param untilMs none is begun after it; absent: all are described, however long it takes
   */
  describeFunctions(functions: readonly FunctionProfile[], untilMs?: EpochMs): Promise<Descriptions>;
  /**
   * Lists and describes every function: about a second for each.
   * @throws {CloudCallError} when the functions themselves cannot be listed
   */
  takeInventory(): Promise<Catalogue>;
};
