import type { FunctionProfile } from "../domain/function-profile.ts";
import type { PolicyMatch } from "../domain/guard-policy.ts";
import { globMatches } from "./glob.ts";

/** Whether a match means this function: its name fits the glob, and every tag is set to the value given. */
export function matches(match: PolicyMatch, profile: FunctionProfile): boolean {
  if (match.name !== undefined && !globMatches(match.name, profile.functionName)) return false;
  return Object.entries(match.tags ?? {}).every(([key, value]) => profile.tags[key] === value);
}
