import { ok, refused } from "../../domain/result.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { LeaseStore } from "../../ports/stores.ts";

export function memoryLeaseStore(): LeaseStore {
  const leases = new Map<string, { readonly holder: string; readonly untilMs: EpochMs }>();
  return {
    take: async (functionName, holder, untilMs, nowMs) => {
      const lease = leases.get(functionName);
      if (lease && lease.holder !== holder && lease.untilMs > nowMs)
        return refused({ leaseUntilMs: lease.untilMs });
      leases.set(functionName, { holder, untilMs });
      return ok(undefined);
    },
    release: async (functionName, holder) => {
      if (leases.get(functionName)?.holder === holder) leases.delete(functionName);
    },
  };
}
