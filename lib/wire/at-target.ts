import { type ClientPlace, stsClient } from "../aws/clients.ts";
import { spokeCredentials } from "../aws/spoke-credentials.ts";
import type { Target } from "../domain/target.ts";
import { paceOf, type Surroundings } from "./surroundings.ts";
import { targetRecords } from "./target-records.ts";

/** Which role of a spoke is assumed: everything but `actuate` only reads. */
export type SpokeRole = "read" | "actuate";

/** The surroundings of another target: its records, and clients in its region and as its role. */
export function atTarget(home: Surroundings, target: Target, role: SpokeRole): Surroundings {
  const there = targetRecords(home, target);
  return {
    ...there,
    place: { ...there.place, ...placeOf(home, target, role) },
    pace: paceOf(home.environment, home.clock),
  };
}

function placeOf({ place, clock }: Surroundings, { region, spoke }: Target, role: SpokeRole): ClientPlace {
  if (spoke === undefined) return { region };
  const roleArn = role === "read" ? spoke.readRoleArn : spoke.actuateRoleArn;
  const credentials = spokeCredentials(stsClient(place), { roleArn, externalId: spoke.externalId }, clock);
  return { region, credentials };
}
