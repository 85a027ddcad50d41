/** What became of calls, events, messages and records. All are counts since the world began. */
export type Fates = {
  /** All that ever came; the others always add up to it. */
  arrived: number;
  /** Ran well within a minute of arriving. */
  served: number;
  /** Ran well, but started more than a minute after arriving. */
  delayed: number;
  /** A synchronous caller got the function's error. */
  failed: number;
  /** A synchronous caller got 429. */
  refused: number;
  /** Ended in a dead-letter queue or failure destination. */
  deadLettered: number;
  /** Gone: nobody can bring them back. */
  lost: number;
  /** Still queued, stored or running. */
  waiting: number;
};

/** Legitimate ones are those the owner wants served; attacks and what a loop feeds itself are not. */
export type FunctionFates = { readonly legitimate: Readonly<Fates>; readonly illegitimate: Readonly<Fates> };

type Outcome = Exclude<keyof Fates, "arrived" | "waiting">;

/** The ledger of fates of one function. `waiting` is not kept here: whoever stores events knows how many they are. */
export type FateLedger = {
  arrive(legitimate: boolean, count: number): void;
  settle(legitimate: boolean, outcome: Outcome, count: number): void;
  read(waiting: { legitimate: number; illegitimate: number }): FunctionFates;
};

const none = (): Fates => ({
  arrived: 0,
  served: 0,
  delayed: 0,
  failed: 0,
  refused: 0,
  deadLettered: 0,
  lost: 0,
  waiting: 0,
});

export function fateLedger(): FateLedger {
  const legitimate = none();
  const illegitimate = none();
  return {
    arrive(isLegitimate, count) {
      (isLegitimate ? legitimate : illegitimate).arrived += count;
    },
    settle(isLegitimate, outcome, count) {
      (isLegitimate ? legitimate : illegitimate)[outcome] += count;
    },
    read: (waiting) => ({
      legitimate: { ...legitimate, waiting: waiting.legitimate },
      illegitimate: { ...illegitimate, waiting: waiting.illegitimate },
    }),
  };
}
