/** AWS's words for what a pipe is doing, and for what it was told to do. */
export type PipeStates = { readonly currentState: string; readonly desiredState: string };

/**
 * Whether a pipe takes from its source or is about to: what it was told counts, until that has failed. One that could not
 * be started takes nothing, one that could not be stopped goes on.
 */
export const isRunningPipe = ({ currentState, desiredState }: PipeStates): boolean =>
  desiredState === "RUNNING" ? !NEVER_STARTED.includes(currentState) : currentState === "STOP_FAILED";

/** Whether a pipe rests. After a failure it does: nothing more comes of it by itself. */
export const isSettledPipe = ({ currentState }: PipeStates): boolean => !MOVING.includes(currentState);

/** Whether it is gone, or as good as gone. */
export const isDeletedPipe = ({ currentState, desiredState }: PipeStates): boolean =>
  desiredState === "DELETED" || currentState === "DELETING";

const NEVER_STARTED: readonly string[] = ["START_FAILED", "CREATE_FAILED", "CREATE_ROLLBACK_FAILED"];
const MOVING: readonly string[] = ["CREATING", "STARTING", "STOPPING", "UPDATING", "DELETING"];
