import type { Subscribers } from "../domain/guard-health.ts";

/** Who hears of the alerts that are sent. */
export type AlertTopic = {
  /** @throws {CloudCallError} also when there is no such topic any more */
  subscribers(): Promise<Subscribers>;
};
