import type { Alert } from "../../domain/alert.ts";
import type { AlertOutbox } from "../../ports/stores.ts";
import {
  ABSENT,
  deleteItem,
  expiresAfterDays,
  getItem,
  putItem,
  putItemIf,
  queryPartition,
  type Table,
} from "./table.ts";

const UNSENT = "ALERT#UNSENT";
/** Longer than any incident stays open, so that none is told twice. */
const SENT_KEPT_DAYS = 90;

/** At least once: a crash between sending and marking sends again. The note that it was sent comes before the removal. */
export function dynamoAlertOutbox(table: Table): AlertOutbox {
  return {
    put: async (alert) => {
      if (await getItem(table, sentKey(alert.alertId))) return;
      await putItemIf(table, { pk: UNSENT, sk: alert.alertId, alert }, ABSENT);
    },
    listUnsent: async () =>
      (await queryPartition(table, UNSENT))
        .map((item) => item.alert as Alert)
        .sort((a, b) => a.createdAtMs - b.createdAtMs),
    markSent: async (alertId, atMs) => {
      await putItem(table, {
        ...sentKey(alertId),
        sentAtMs: atMs,
        expiresAtSeconds: expiresAfterDays(atMs, SENT_KEPT_DAYS),
      });
      await deleteItem(table, { pk: UNSENT, sk: alertId });
    },
  };
}

const sentKey = (alertId: string) => ({ pk: `ALERT#SENT#${alertId}`, sk: "SENT" });
