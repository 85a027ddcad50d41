import { CloudCallError } from "../domain/errors.ts";
import type { UnansweredQuestion } from "../domain/function-profile.ts";

/** Asks what may be refused without spoiling the rest, and keeps what got no answer. */
export type Questions = {
  /** `fallback` when the call failed; it must be the careful assumption. */
  ask<T>(call: () => Promise<T>, fallback: T, functionName?: string): Promise<T>;
  /** Also for questions whose one answer concerns several functions. The same failure counts once for a function, or the account. */
  note(failure: CloudCallError, functionName?: string): void;
  readonly unanswered: readonly UnansweredQuestion[];
};

export function questions(): Questions {
  const unanswered: UnansweredQuestion[] = [];
  const known = new Set<string>();
  const note = ({ operation, reason }: CloudCallError, functionName?: string): void => {
    const question = `${functionName} ${operation} ${reason}`;
    if (known.has(question)) return;
    known.add(question);
    unanswered.push({ ...(functionName === undefined ? {} : { functionName }), operation, reason });
  };
  return {
    unanswered,
    note,
    ask: async (call, fallback, functionName) => {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof CloudCallError)) throw error;
        note(error, functionName);
        return fallback;
      }
    },
  };
}
