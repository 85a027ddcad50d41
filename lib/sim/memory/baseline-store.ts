import type { Baseline } from "../../domain/baseline.ts";
import type { BaselineStore } from "../../ports/stores.ts";

export function memoryBaselineStore(): BaselineStore {
  let stored: readonly Baseline[] = [];
  return {
    load: async () => stored,
    save: async (baselines) => {
      stored = [...baselines];
    },
  };
}
