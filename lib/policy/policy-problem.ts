import type { z } from "zod";
import { DEFAULT_RISK_HOURS } from "../domain/guard-policy.ts";

/**
 * What is wrong with one value, with the value itself and the cure. `undefined` leaves the wording to zod: the schema
 * says it better itself, or there is nothing to add.
 */
export function describeProblem(issue: z.core.$ZodRawIssue): string | undefined {
  const found = JSON.stringify(issue.input) ?? "nothing";
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownField(key, issue.input)).join("; ");
    case "invalid_value":
      return `${found} is not allowed; use ${issue.values.map(String).join(" or ")}`;
    case "invalid_type":
      return issue.input === undefined
        ? `is missing; give ${article(issue.expected)}`
        : `${found} is not ${article(issue.expected)}`;
    case "too_big":
      return `${found} is too large; use ${issue.maximum} or less`;
    case "too_small":
      return issue.origin === "string"
        ? "is empty; give a text"
        : `${found} is too small; use ${issue.minimum} or more`;
    default:
      return undefined;
  }
}

const ARTICLES: Readonly<Record<string, string>> = {
  number: "a number",
  int: "a whole number",
  string: "a text",
  object: "a group of fields",
  record: "a group of fields",
  array: "a list",
};
const article = (expected: string): string => ARTICLES[expected] ?? expected;

/** Amounts were per hour once; a number alone must not change its meaning unnoticed. */
const RENAMED: Readonly<Record<string, string>> = {
  alertAboveUsdPerHour: "alertAboveUsdAtRisk",
  actAboveUsdPerHour: "actAboveUsdAtRisk",
};

function unknownField(key: string, given: unknown): string {
  const renamed = RENAMED[key];
  if (renamed === undefined) return `unknown field "${key}"; correct the spelling or remove it`;
  const fields = typeof given === "object" && given !== null ? Object.entries(given) : [];
  const old = fields.find(([name]) => name === key)?.[1];
  const example =
    typeof old === "number" ? `; ${old} an hour is ${renamed}: ${old * DEFAULT_RISK_HOURS}` : "";
  return `"${key}" is now ${renamed}, the USD at risk over the next ${DEFAULT_RISK_HOURS} hours (riskHours)${example}`;
}
