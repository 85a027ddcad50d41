import type { Subscribers } from "../domain/guard-health.ts";

/** Who hears of the alerts that are sent. */
export type AlertTopic = {
  /** Nobody, when there is no such topic any more. @throws {CloudCallError} when it could not be asked */
  subscribers(): Promise<Subscribers>;
};
