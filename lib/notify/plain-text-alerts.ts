import type { AlertWriter } from "../ports/alert-writer.ts";
import { accountAlert } from "./account-alert.ts";
import { blastRadiusAlert } from "./blast-radius-alert.ts";
import { blindnessAlert } from "./blindness-alert.ts";
import { breakerAlert } from "./breaker-alert.ts";
import { deletionAlert } from "./deletion-alert.ts";
import { incidentAlert } from "./incident-alert.ts";
import { slowDriftAlert } from "./slow-drift-alert.ts";

/** Alerts as plain text: what an SNS e-mail can show. */
export const plainTextAlerts: AlertWriter = {
  aboutIncident: incidentAlert,
  aboutDeletion: deletionAlert,
  aboutBreaker: breakerAlert,
  aboutAccount: accountAlert,
  aboutBlastRadius: blastRadiusAlert,
  aboutSlowDrift: slowDriftAlert,
  aboutBlindness: blindnessAlert,
};
