import type { ActuationOutcome, ActuationRequest, Refusal } from "../domain/actuation.ts";
import type { Alert } from "../domain/alert.ts";
import type { InventoryOrder } from "../domain/inventory-order.ts";
import type { Result } from "../domain/result.ts";

/** Asks the one function that may change anything. @throws {CloudCallError} when it could not be reached or crashed */
export type Actuator = {
  ask(request: ActuationRequest): Promise<Result<ActuationOutcome, Refusal>>;
};

/** Sends one alert to the owner. @throws {CloudCallError} */
export type AlertSender = { send(alert: Alert): Promise<void> };

/**
 * Wakes the function of the guard that empties the outbox. Failing is harmless, since it is rung again while there is reason to.
 * @throws {CloudCallError}
 */
export type Bell = { ring(): Promise<void> };

/** Asks for an inventory and does not wait for it. As harmless as a bell. @throws {CloudCallError} */
export type InventoryBell = { ring(order: InventoryOrder): Promise<void> };
