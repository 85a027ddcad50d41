/*
 * What an incident is about when it is about no single function. No Lambda function can have such a name, since it has a
 * space in it, so they stand where else the function's name does: in incidents, in the ledger, in alerts.
 */

/** The account's total in this region. */
export const ACCOUNT_TOTAL = "account total";

/** What runs in this region and is not in the inventory. */
export const UNKNOWN_FUNCTIONS = "unknown functions";

/** Whether an incident of this name is about a function. */
export const isFunctionName = (name: string): boolean => name !== ACCOUNT_TOTAL && name !== UNKNOWN_FUNCTIONS;
