import type { GuardUsage, UsageKind } from "../domain/guard-usage.ts";

/** Counts what this process consumes. The adapters count; who runs a use case takes the count and stores it. */
export type UsageMeter = {
  count(kind: UsageKind, amount: number): void;
  /** Everything counted since the last taking, and begins anew. */
  take(): GuardUsage;
};
