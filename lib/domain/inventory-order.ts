import type { EpochMs } from "./time.ts";

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

/** An order that came while another inventory was at it, kept until one has answered it. */
export type InventoryWish = {
  /** Unlike that of any other wish, the same order at another time included. */
  readonly wishId: string;
  readonly atMs: EpochMs;
  readonly order: InventoryOrder;
};

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

/** The fewest orders that do all of what these want: what runs away first, which a listing would hold up. */
export function combinedOrders(orders: readonly InventoryOrder[]): readonly InventoryOrder[] {
  const functionNames = [
    ...new Set(orders.flatMap((order) => (order.of === "functions" ? order.functionNames : []))),
  ];
  const listing = (["everything", "news"] as const).find((of) => orders.some((order) => order.of === of));
  return [
    ...(functionNames.length === 0 ? [] : [{ of: "functions" as const, functionNames }]),
    ...(listing === undefined ? [] : [{ of: listing }]),
  ];
}
