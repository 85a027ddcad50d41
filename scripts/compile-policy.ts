import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { ConfigInvalidError } from "../lib/domain/errors.ts";
import { parsePolicy } from "../lib/policy/parse-policy.ts";

const USUAL_PATH = "overcurrent.yml";

/** A checked policy as JSON, and where it came from. */
export type CompiledPolicy = { readonly json: string; readonly source: string };

/**
 * Checks the owner's policy before it is built into the bundles.
 *
 * @param path the file to use; without it ./overcurrent.yml if there is one, or else the empty policy, which observes
 * @throws {ConfigInvalidError} when the named file is missing, or any file is not a valid policy
 */
export function compilePolicy(path: string | undefined): CompiledPolicy {
  if (path !== undefined && !existsSync(path))
    throw new ConfigInvalidError(path, "is missing: correct the path after --policy");
  const source = path ?? (existsSync(USUAL_PATH) ? USUAL_PATH : undefined);
  if (source === undefined) return { json: "{}\n", source: "the empty policy, which observes" };
  const text = readFileSync(source, "utf8");
  parsePolicy(text, source);
  return { json: `${JSON.stringify(parse(text) ?? {}, undefined, 2)}\n`, source };
}
