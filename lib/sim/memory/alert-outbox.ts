import type { Alert } from "../../domain/alert.ts";
import type { AlertOutbox } from "../../ports/stores.ts";

export function memoryAlertOutbox(): AlertOutbox {
  const unsent = new Map<string, Alert>();
  const sentIds = new Set<string>();
  return {
    put: async (alert) => {
      if (!sentIds.has(alert.alertId) && !unsent.has(alert.alertId)) unsent.set(alert.alertId, alert);
    },
    listUnsent: async () => [...unsent.values()].sort((a, b) => a.createdAtMs - b.createdAtMs),
    markSent: async (alertId) => {
      unsent.delete(alertId);
      sentIds.add(alertId);
    },
  };
}
