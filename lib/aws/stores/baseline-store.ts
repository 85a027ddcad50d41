import type { Baseline } from "../../domain/baseline.ts";
import type { Clock } from "../../domain/time.ts";
import type { BaselineStore } from "../../ports/stores.ts";
import { packedSnapshot } from "./packed-snapshot.ts";
import type { Table } from "./table.ts";

export function dynamoBaselineStore(table: Table, clock: Clock): BaselineStore {
  const snapshot = packedSnapshot<readonly Baseline[]>(table, "baselines", clock);
  return {
    load: async () => (await snapshot.load()) ?? [],
    save: (baselines) => snapshot.save(baselines),
  };
}
