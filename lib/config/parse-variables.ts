import type { z } from "zod";
import { ConfigInvalidError } from "../domain/errors.ts";

export type Variables = Readonly<Record<string, string | undefined>>;

const PREFIX = "OVERCURRENT_";

/**
 * Checks the variables that a schema names and refuses any other `OVERCURRENT_*`: a misspelt one would otherwise be
 * a setting that silently does nothing.
 *
 * @param cure what to do about all of it, one sentence for the person who reads the log
 * @throws {ConfigInvalidError} names every wrong variable at once, with its value and what it must be
 */
export function parseVariables<Schema extends z.ZodObject>(
  schema: Schema,
  variables: Variables,
  cure: string,
): z.infer<Schema> {
  const known = Object.keys(schema.shape);
  const unknown = Object.keys(variables)
    .filter((name) => name.startsWith(PREFIX) && !known.includes(name))
    .map((name) => `${name}: is no setting; the settings are ${known.join(", ")}`);
  const parsed = schema.safeParse(variables);
  if (parsed.success && unknown.length === 0) return parsed.data;
  const wrong = (parsed.error?.issues ?? []).map((issue) => {
    const name = String(issue.path[0]);
    const value = variables[name];
    return `${name}: ${issue.message}, ${value === undefined ? "but is not set" : `got "${value}"`}`;
  });
  throw new ConfigInvalidError("the environment", [...wrong, ...unknown, cure].join("\n"));
}
