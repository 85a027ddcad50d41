import * as z from "zod";
import { ConfigInvalidError } from "../domain/errors.ts";
import type { GuardPolicy, PlannedActivity, PolicyRule } from "../domain/guard-policy.ts";
import { describeProblem } from "./policy-problem.ts";
import { type PolicyFile, policyFileSchema } from "./schema.ts";

/**
 * The guard policy in a document that was read already, with every default filled in. An empty one is valid: it observes.
 * Apart from the YAML reader, which the deployed functions have no use for.
 *
 * @param document content of overcurrent.yml, as plain data
 * @param source   what it is called in the message, e.g. the file's name
 * @throws {ConfigInvalidError} naming every problem at once: where, what was found, what to write instead
 */
export function policyOfDocument(document: unknown, source: string): GuardPolicy {
  const parsed = policyFileSchema.safeParse(document ?? {}, { error: describeProblem });
  if (!parsed.success) throw new ConfigInvalidError(source, z.prettifyError(parsed.error));
  return toGuardPolicy(parsed.data);
}

function toGuardPolicy({ version: _, rules, planned, ...rest }: PolicyFile): GuardPolicy {
  return { ...rest, rules: rules.map(toRule), planned: planned.map(toPlannedActivity) };
}

function toRule({ exempt, ...rest }: PolicyFile["rules"][number]): PolicyRule {
  if (exempt === undefined) return rest;
  const { because, until } = exempt;
  return {
    ...rest,
    exempt: until === undefined ? { because } : { because, untilMs: Date.parse(until) },
  };
}

const toPlannedActivity = ({ from, until, ...rest }: PolicyFile["planned"][number]): PlannedActivity => ({
  ...rest,
  fromMs: Date.parse(from),
  untilMs: Date.parse(until),
});
