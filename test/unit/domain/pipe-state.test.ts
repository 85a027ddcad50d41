import { describe, expect, it } from "vitest";
import { isDeletedPipe, isRunningPipe, isSettledPipe } from "../../../lib/domain/pipe-state.ts";

const judged = (currentState: string, desiredState: string) => {
  const states = { currentState, desiredState };
  return {
    running: isRunningPipe(states),
    settled: isSettledPipe(states),
    deleted: isDeletedPipe(states),
  };
};

describe("a pipe", () => {
  it.each([
    ["RUNNING", "RUNNING", true],
    ["STOPPED", "STOPPED", false],
  ])("that is %s rests there", (current, desired, running) => {
    expect(judged(current, desired)).toEqual({ running, settled: true, deleted: false });
  });

  it.each([
    ["STARTING", "RUNNING", true],
    ["CREATING", "RUNNING", true],
    ["STOPPING", "STOPPED", false],
    ["UPDATING", "RUNNING", true],
    ["UPDATING", "STOPPED", false],
  ])("that is %s on the way to %s counts as being there, and as not settled", (current, desired, running) => {
    expect(judged(current, desired)).toEqual({ running, settled: false, deleted: false });
  });

  it.each([
    ["START_FAILED", "RUNNING", false],
    ["CREATE_FAILED", "RUNNING", false],
    ["STOP_FAILED", "STOPPED", true],
    ["UPDATE_FAILED", "RUNNING", true],
  ])("that ended in %s of %s rests, and is what came of it", (current, desired, running) => {
    expect(judged(current, desired)).toEqual({ running, settled: true, deleted: false });
  });

  it("that is being deleted is as good as gone", () => {
    expect(judged("DELETING", "DELETED")).toMatchObject({ running: false, deleted: true });
    expect(judged("DELETING", "RUNNING")).toMatchObject({ deleted: true });
  });
});
