/**
 * What of the inventory is wanted.
 * - `everything`: list all functions and describe as many as there is time for; hourly.
 * - `news`: list them, and describe only suspects and what is new or was deployed since: something runs that is not known.
 * - `functions`: describe only these anew, without a listing: they are suspects whose description is too old to act on.
 */
export type InventoryOrder =
  | { readonly of: "everything" }
  | { readonly of: "news" }
  | { readonly of: "functions"; readonly functionNames: readonly string[] };

/**
 * The order in an event that woke the inventory. Everything else means everything: the clock's event, and an order that a newer or
 * older part of the guard has written.
 */
export function inventoryOrderOf(event: unknown): InventoryOrder {
  const { of, functionNames } = Object(event);
  if (of === "news") return { of };
  const isListOfNames =
    Array.isArray(functionNames) && functionNames.every((name) => typeof name === "string");
  return of === "functions" && isListOfNames ? { of, functionNames } : { of: "everything" };
}
