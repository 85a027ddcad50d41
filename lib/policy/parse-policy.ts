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
  return policyOfDocument(readYaml(yamlText, source), source);
}

function readYaml(yamlText: string, source: string): unknown {
  const document = parseDocument(yamlText);
  if (document.errors.length > 0)
    throw new ConfigInvalidError(source, document.errors.map((error) => `✖ ${error.message}`).join("\n"));
  try {
    return document.toJS();
  } catch (error) {
    // An alias without its anchor, or too many of them, shows only now.
    throw new ConfigInvalidError(source, `✖ ${error instanceof Error ? error.message : error}`);
  }
}
