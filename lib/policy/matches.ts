import type { FunctionProfile } from "../domain/function-profile.ts";
import type { PolicyMatch } from "../domain/guard-policy.ts";
import { homeOf } from "./function-home.ts";
import { globMatches } from "./glob.ts";
import { STACK_TAG } from "./tags.ts";

/**
 * Whether a match means this function: everything that it names fits. Its name and its stack fit their globs, every tag is set
 * to the value given, account and region are its own. A function without a stack fits no glob on stacks.
 */
export function matches(match: PolicyMatch, { functionName, functionArn, tags }: FunctionProfile): boolean {
  const { name, stack, account, region } = match;
  const home = homeOf(functionArn);
  return (
    (name === undefined || globMatches(name, functionName)) &&
    (stack === undefined || (tags[STACK_TAG] !== undefined && globMatches(stack, tags[STACK_TAG]))) &&
    (account === undefined || account === home.accountId) &&
    (region === undefined || region === home.region) &&
    Object.entries(match.tags ?? {}).every(([key, value]) => tags[key] === value)
  );
}
