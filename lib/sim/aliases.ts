import type { FunctionSpec } from "./spec.ts";

/** Provisioned concurrency is set for an alias, never for the unpublished code. */
export const PROVISIONED_ALIAS = "live";

/** The function's aliases: those that somebody calls, and the one that has provisioned concurrency. */
export function aliasesOf({ triggers, provisionedConcurrency }: FunctionSpec): readonly string[] {
  const called = triggers.flatMap(({ alias }) => alias ?? []);
  return [...new Set(provisionedConcurrency > 0 ? [...called, PROVISIONED_ALIAS] : called)].sort();
}
