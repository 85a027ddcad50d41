import type { TargetOrder } from "../domain/target.ts";

/** An order that did not get into the queue. */
export type UnsentOrder = { readonly order: TargetOrder; readonly reason: string };

/** What the workers take their orders from. Each order may come twice, late, or after a younger one. */
export type TargetQueue = {
  /** Sends what can be sent and hands back the rest; throws nothing when a part of them fails. One SQS request for ten. */
  send(orders: readonly TargetOrder[]): Promise<readonly UnsentOrder[]>;
};
