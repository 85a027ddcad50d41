import { addUsage, type MonthlyUsage, NO_USAGE } from "../../domain/guard-usage.ts";
import { type EpochMs, toIso } from "../../domain/time.ts";
import type { UsageStore } from "../../ports/stores.ts";

export function memoryUsageStore(): UsageStore {
  const byMonth = new Map<string, MonthlyUsage>();
  const ofMonth = (atMs: EpochMs): MonthlyUsage => byMonth.get(monthOf(atMs)) ?? {};
  return {
    add: async (part, usage, atMs) => {
      const month = ofMonth(atMs);
      byMonth.set(monthOf(atMs), { ...month, [part]: addUsage(month[part] ?? NO_USAGE, usage) });
    },
    ofMonth: async (atMs) => ofMonth(atMs),
  };
}

const monthOf = (atMs: EpochMs): string => toIso(atMs).slice(0, 7);
