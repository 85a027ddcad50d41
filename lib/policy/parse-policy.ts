import { parseDocument } from "yaml";
import { ConfigInvalidError } from "../domain/errors.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { policyOfDocument } from "./policy-document.ts";

/**
 * The guard policy in `yamlText`, with every default filled in. The empty text is a valid policy: it observes.
 *
 * @param yamlText content of overcurrent.yml
 * @param source   what the text is called in the message, e.g. the file's name
 * @throws {ConfigInvalidError} naming every problem at once: where, what was found, what to write instead
 */
export function parsePolicy(yamlText: string, source: string): GuardPolicy {
  const document = parseDocument(yamlText, { uniqueKeys: true });
  if (document.errors.length > 0)
    throw new ConfigInvalidError(source, document.errors.map((error) => `✖ ${error.message}`).join("\n"));
  return policyOfDocument(document.toJS(), source);
}
