import { parseDocument } from "yaml";
import { z } from "zod";
import { ConfigInvalidError } from "../domain/errors.ts";
import type { GuardPolicy, PolicyRule } from "../domain/guard-policy.ts";
import { describeProblem } from "./policy-problem.ts";
import { type PolicyFile, policyFileSchema } from "./schema.ts";

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
  const parsed = policyFileSchema.safeParse(document.toJS() ?? {}, { error: describeProblem });
  if (!parsed.success) throw new ConfigInvalidError(source, z.prettifyError(parsed.error));
  return toGuardPolicy(parsed.data);
}

function toGuardPolicy({ version: _, rules, ...rest }: PolicyFile): GuardPolicy {
  return { ...rest, rules: rules.map(toRule) };
}

function toRule({ exempt, ...rest }: PolicyFile["rules"][number]): PolicyRule {
  if (exempt === undefined) return rest;
  const { because, until } = exempt;
  return {
    ...rest,
    exempt: until === undefined ? { because } : { because, untilMs: Date.parse(until) },
  };
}
