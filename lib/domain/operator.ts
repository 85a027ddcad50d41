/** Who did it: the guard itself, or the authenticated person or role behind a manual step. */
export type Operator = { readonly kind: "guard" } | { readonly kind: "person"; readonly name: string };

export const GUARD: Operator = { kind: "guard" };
export const operatorName = (operator: Operator): string =>
  operator.kind === "guard" ? "guard" : operator.name;
