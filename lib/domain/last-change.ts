/**
 * Who switched a mapping last, by its StateTransitionReason: `USER_INITIATED` or `User action` for anybody in the account,
 * `LAMBDA_INITIATED` or Lambda's own sentence about a trouble otherwise.
 */
export const changedBy = (stateTransitionReason: string): "person" | "aws" =>
  /^user[_ ]/i.test(stateTransitionReason) ? "person" : "aws";
