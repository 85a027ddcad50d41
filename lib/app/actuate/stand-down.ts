import { ConcurrentChangeError } from "../../domain/errors.ts";
import type { Incident } from "../../domain/incident.ts";
import type { IncidentStore } from "../../ports/stores.ts";

/** `watch` writes the incident once a minute, so losing to it more than twice in a row means that something else is wrong. */
const TRIES = 3;

/**
 * Notes on the open incident, if there is one, that a person said no: the guard takes no action on it any more. The first
 * who said so stays on record.
 *
 * @throws {ConcurrentChangeError} when the incident keeps changing
 */
export async function standDown(
  { incidents }: { readonly incidents: IncidentStore },
  functionName: string,
  said: NonNullable<Incident["standDown"]>,
): Promise<void> {
  for (let triesLeft = TRIES; ; triesLeft--) {
    const incident = await incidents.findOpen(functionName);
    if (incident === undefined || incident.standDown !== undefined) return;
    try {
      await incidents.save({ ...incident, standDown: said });
      return;
    } catch (error) {
      if (!(error instanceof ConcurrentChangeError) || triesLeft === 1) throw error;
    }
  }
}
