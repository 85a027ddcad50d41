import { expect, it } from "vitest";
import { changedBy } from "../../../lib/domain/last-change.ts";

it.each([
  ["USER_INITIATED", "person"],
  ["User action", "person"],
  ["User initiated", "person"],
  ["LAMBDA_INITIATED", "aws"],
  ["The function's role may no longer read the stream.", "aws"],
])('takes "%s" for a change by %s', (stateTransitionReason, by) => {
  expect(changedBy(stateTransitionReason)).toBe(by);
});
