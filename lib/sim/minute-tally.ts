/** What one function (or the account) did in one minute, as far as it has been measured. Zero means: nothing to publish. */
export type MinuteTally = {
  invocations: number;
  durationMs: number;
  longestMs: number;
  shortestMs: number;
  errors: number;
  throttles: number;
  /** Most at once. */
  concurrentExecutions: number;
  /** Most at once of the functions without a reservation; account only. */
  unreservedConcurrentExecutions: number;
  asyncEventsReceived: number;
  asyncEventAgeMs: number;
  asyncEventsDropped: number;
  recursiveInvocationsDropped: number;
  iteratorAgeMs: number;
};

export type TallyField = keyof MinuteTally;

/** How a later measurement of the same minute joins an earlier one. */
export const JOINS: Readonly<Record<TallyField, "add" | "raise" | "lower">> = {
  invocations: "add",
  durationMs: "add",
  longestMs: "raise",
  shortestMs: "lower",
  errors: "add",
  throttles: "add",
  concurrentExecutions: "raise",
  unreservedConcurrentExecutions: "raise",
  asyncEventsReceived: "add",
  asyncEventAgeMs: "raise",
  asyncEventsDropped: "add",
  recursiveInvocationsDropped: "add",
  iteratorAgeMs: "raise",
};

export const TALLY_FIELDS = Object.keys(JOINS) as readonly TallyField[];

export const emptyTally = (): MinuteTally => ({
  invocations: 0,
  durationMs: 0,
  longestMs: 0,
  shortestMs: 0,
  errors: 0,
  throttles: 0,
  concurrentExecutions: 0,
  unreservedConcurrentExecutions: 0,
  asyncEventsReceived: 0,
  asyncEventAgeMs: 0,
  asyncEventsDropped: 0,
  recursiveInvocationsDropped: 0,
  iteratorAgeMs: 0,
});
