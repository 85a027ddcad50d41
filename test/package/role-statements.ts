import { GUARD_PARTS } from "../../lib/domain/guard-usage.ts";
import type { PackagedGuard, Resource, Statement, Template } from "./packaged-guard.ts";

/** The functions that are deployed, by their short names. */
export const FUNCTIONS: readonly string[] = GUARD_PARTS;

export const functionOf = (template: Template, name: string): Resource => {
  const found = template.Resources[`${capitalized(name)}LambdaFunction`];
  if (found === undefined) throw new Error(`no function ${name} in the template`);
  return found;
};

/** The statements of one function's role. */
export function statementsOf(template: Template, name: string): readonly Statement[] {
  const role = template.Resources[`${capitalized(name)}Role`];
  const policies = role?.Properties.Policies as
    | readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[]
    | undefined;
  return (policies ?? []).flatMap((policy) => policy.PolicyDocument.Statement);
}

export const actionsOf = (statement: Statement): readonly string[] => [statement.Action].flat();

export const allowedActions = (statements: readonly Statement[]): string[] =>
  [...new Set(statements.filter(({ Effect }) => Effect === "Allow").flatMap((one) => actionsOf(one)))].sort();

/** Partition keys that a role may use with one action; `*` where it is not limited. */
export const leadingKeys = (statements: readonly Statement[], action: string): string[] =>
  statements
    .filter((statement) => statement.Effect === "Allow" && actionsOf(statement).includes(action))
    .flatMap((statement) => {
      const keys = statement.Condition?.["ForAllValues:StringLike"]?.["dynamodb:LeadingKeys"];
      return Array.isArray(keys) ? keys.map(String) : ["*"];
    });

/** What the adapters inside a bundle declare to need, from their `permissions`. */
export async function declaredPermissions({ bundles }: PackagedGuard, name: string): Promise<string[]> {
  const sources = bundles.find((bundle) => bundle.name === name)?.sources ?? [];
  const adapters = sources.filter((path) => path.startsWith("lib/aws/"));
  const declared: string[] = [];
  for (const path of adapters) {
    const adapter: { readonly permissions?: readonly string[] } = await import(
      /* @vite-ignore */ new URL(`../../${path}`, import.meta.url).href
    );
    declared.push(...(adapter.permissions ?? []));
  }
  return [...new Set(declared)].sort();
}

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
