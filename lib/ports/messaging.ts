import type { ActuationOutcome, ActuationRequest, Refusal } from "../domain/actuation.ts";
import type { Alert } from "../domain/alert.ts";
import type { Result } from "../domain/result.ts";

/** Asks the one function that may change anything. @throws {CloudCallError} when it could not be reached or crashed */
export type Actuator = {
  ask(request: ActuationRequest): Promise<Result<ActuationOutcome, Refusal>>;
};

/** Sends one alert to the owner. @throws {CloudCallError} */
export type AlertSender = { send(alert: Alert): Promise<void> };

/** Wakes the function that empties the outbox; failing is harmless, since every tick wakes it again while alerts wait. */
export type AlertBell = { ring(): Promise<void> };
