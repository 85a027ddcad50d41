import type { TargetId, TargetRecord } from "../../domain/target.ts";
import type { TargetStore } from "../../ports/stores.ts";

export function memoryTargetStore(): TargetStore {
  const records = new Map<TargetId, TargetRecord>();
  let enabled: readonly string[] | undefined;
  return {
    list: async () => [...records.values()],
    find: async (targetId) => records.get(targetId),
    note: async ({ problem, ...seen }) => {
      const { problem: before, ...known } = records.get(seen.targetId) ?? { targetId: seen.targetId };
      const present = problem === undefined ? before : (problem ?? undefined);
      records.set(seen.targetId, { ...known, ...seen, ...(present !== undefined && { problem: present }) });
    },
    enabledRegions: async () => enabled,
    saveEnabledRegions: async (regions) => {
      enabled = regions;
    },
  };
}
