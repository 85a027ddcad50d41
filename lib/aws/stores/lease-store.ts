import { ok, refused } from "../../domain/result.ts";
import type { LeaseStore } from "../../ports/stores.ts";
import { deleteItemIf, expiresAfterDays, getItem, putItemIf, type Table } from "./table.ts";

/** @param partition leases of different partitions know nothing of each other, and may belong to different roles */
export function dynamoLeaseStore(table: Table, partition = "LEASE"): LeaseStore {
  const keyOf = (functionName: string) => ({ pk: partition, sk: functionName });
  return {
    take: async (functionName, holder, untilMs, nowMs) => {
      const key = keyOf(functionName);
      const taken = await putItemIf(
        table,
        { ...key, holder, leaseUntilMs: untilMs, expiresAtSeconds: expiresAfterDays(untilMs, 1) },
        {
          expression: "attribute_not_exists(pk) OR leaseUntilMs <= :nowMs OR holder = :holder",
          values: { ":nowMs": nowMs, ":holder": holder },
        },
      );
      if (taken) return ok(undefined);
      const lease = await getItem(table, key);
      // Given back meanwhile: free from now on, for whoever asks next.
      return refused({ leaseUntilMs: lease === undefined ? nowMs : Number(lease.leaseUntilMs) });
    },
    release: async (functionName, holder) => {
      await deleteItemIf(table, keyOf(functionName), {
        expression: "holder = :holder",
        values: { ":holder": holder },
      });
    },
  };
}
