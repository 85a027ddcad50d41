/** Functions that ran in the last three hours or little longer, as far as CloudWatch has named them. */
export type ActiveFunctions = {
  readonly functionNames: ReadonlySet<string>;
  /** Why more of them may have run; absent: all that CloudWatch lists are named. */
  readonly cutShort?: string;
};

/** Names that one request of the list gives at most. */
export const LISTED_PER_REQUEST = 500;

/**
 * Lambda@Edge counts the runs of a replica in the region where it runs, under a name that begins with the home region and a dot, which
 * no name of a function holds. Replicas are in no listing of that region's functions.
 */
export const isReplica = (functionName: string): boolean => functionName.includes(".");
