import type { Alert } from "../domain/alert.ts";
import { type Target, targetId } from "../domain/target.ts";
import type { AlertWriter } from "../ports/alert-writer.ts";
import { paragraph, subjectLine } from "./wording.ts";

/**
 * The same alerts, of a target that is not the guard's home: subject and text name its account and region, the commands go
 * there, and the ids are its own, so that two targets in the same trouble are both told of.
 */
export function alertsOfTarget(alerts: AlertWriter, target: Target): AlertWriter {
  const named = (alert: Alert): Alert => nameTarget(alert, target);
  return {
    aboutIncident: (...about) => named(alerts.aboutIncident(...about)),
    aboutDeletion: (...about) => named(alerts.aboutDeletion(...about)),
    aboutBreaker: (...about) => named(alerts.aboutBreaker(...about)),
    aboutAccount: (...about) => named(alerts.aboutAccount(...about)),
    aboutBlastRadius: (...about) => named(alerts.aboutBlastRadius(...about)),
    aboutSlowDrift: (...about) => named(alerts.aboutSlowDrift(...about)),
    aboutBlindness: (...about) => named(alerts.aboutBlindness(...about)),
  };
}

function nameTarget(alert: Alert, target: Target): Alert {
  const id = targetId(target);
  const where = paragraph("WHERE", `account ${target.accountId}, region ${target.region}`);
  return {
    ...alert,
    alertId: `${id}#${alert.alertId}`,
    subject: subjectLine(alert.subject.replace("[Overcurrent]", `[Overcurrent ${id}]`)),
    text: `${where}\n\n${withTarget(alert.text, target)}`,
  };
}

/** Commands stand on lines of their own, indented by two. */
const withTarget = (text: string, target: Target): string =>
  text
    .replace(/^ {2}overcurrent .*$/gm, (command) => `${command} --target ${targetId(target)}`)
    .replace(/^ {2}aws .*$/gm, (command) => `${command} --region ${target.region}`);
