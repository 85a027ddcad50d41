import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigInvalidError } from "../domain/errors.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { policyOfDocument } from "../policy/policy-document.ts";

/** The build writes the owner's policy under this name beside every bundle that reads it. */
export const POLICY_FILE_NAME = "policy.json";

/**
 * The policy that was deployed with this bundle. It was validated when it was built; it is validated again because a
 * file can be edited in between.
 *
 * @param directory where the bundle lies; the default is right inside a bundle
 * @throws {ConfigInvalidError} when it is missing or wrong: without a policy the guard must not guess one
 */
export function readPolicyFile(directory: string = import.meta.dirname): GuardPolicy {
  const path = join(directory, POLICY_FILE_NAME);
  if (!existsSync(path)) throw new ConfigInvalidError(path, "is missing: build it with `npm run build`");
  return policyOfDocument(parseJson(path), path);
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new ConfigInvalidError(path, `is no JSON: ${error instanceof Error ? error.message : error}`);
  }
}
