import { ConcurrentChangeError } from "../../domain/errors.ts";
import type { Incident } from "../../domain/incident.ts";
import type { IncidentStore } from "../../ports/stores.ts";

/** `watch` writes the incident once a minute, so losing to it more than twice in a row means that something else is wrong. */
const TRIES = 3;

/** What a person said about the open incident, if anybody did. */
export async function stoodDownBy(
  { incidents }: { readonly incidents: IncidentStore },
  functionName: string,
): Promise<Incident["standDown"]> {
  return (await incidents.findOpen(functionName))?.standDown;
}

/**
 * Notes on the open incident, if there is one, that a person said no: the guard takes no action on it until somebody
 * releases it. The first who said so stays on record.
 *
 * @throws {ConcurrentChangeError} when the incident keeps changing
 */
export async function standDown(
  { incidents }: { readonly incidents: IncidentStore },
  functionName: string,
  said: NonNullable<Incident["standDown"]>,
): Promise<void> {
  await edit(incidents, functionName, (incident) =>
    incident.standDown === undefined ? { ...incident, standDown: said } : undefined,
  );
}

/**
 * Lets the guard act on the open incident again.
 *
 * @throws {ConcurrentChangeError} when the incident keeps changing
 */
export async function liftStandDown(
  { incidents }: { readonly incidents: IncidentStore },
  functionName: string,
): Promise<void> {
  await edit(incidents, functionName, ({ standDown: lifted, ...incident }) =>
    lifted === undefined ? undefined : incident,
  );
}

async function edit(
  incidents: IncidentStore,
  functionName: string,
  change: (incident: Incident) => Incident | undefined,
): Promise<void> {
  for (let triesLeft = TRIES; ; triesLeft--) {
    const incident = await incidents.findOpen(functionName);
    const changed = incident === undefined ? undefined : change(incident);
    if (changed === undefined) return;
    try {
      await incidents.save(changed);
      return;
    } catch (error) {
      if (!(error instanceof ConcurrentChangeError) || triesLeft === 1) throw error;
    }
  }
}
