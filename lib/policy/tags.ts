/*
 * Tags on a guarded function. They can make it safer than the policy file says, never less safe: whoever may tag a
 * function is not always who may change the guard.
 */

/** `observe` and `approve` take a function out of enforcement; no value makes it bolder than the policy file. */
export const MODE_TAG = "overcurrent:mode";

/** `true` exempts a function from every action. */
export const PROTECT_TAG = "overcurrent:protect";

/** On the guard's own functions; any value exempts them. */
export const SELF_TAG = "overcurrent:self";

/** Set by CloudFormation on everything that it makes; nobody else may set tags that begin so. */
export const STACK_TAG = "aws:cloudformation:stack-name";
