import type { Baseline } from "../../domain/baseline.ts";
import type { Clock } from "../../domain/time.ts";
import type { Log } from "../../ports/log.ts";
import type { BaselineStore } from "../../ports/stores.ts";
import { packBaselines, unpackBaselines } from "./packed-baselines.ts";
import { packedSnapshot } from "./packed-snapshot.ts";
import type { Table } from "./table.ts";

/** @param log told once by each process that the stored baselines are of another version */
export function dynamoBaselineStore(table: Table, clock: Clock, log?: Pick<Log, "warn">): BaselineStore {
  const unpack = (bytes: Uint8Array): readonly Baseline[] => {
    const read = unpackBaselines(bytes);
    if (read.ok) return read.value;
    log?.warn("stored baselines are of another version and wait to be learned anew", read.error);
    return [];
  };
  const snapshot = packedSnapshot(table, "baselines", clock, { pack: packBaselines, unpack });
  return {
    load: async () => (await snapshot.load()) ?? [],
    save: (baselines) => snapshot.save(baselines),
  };
}
