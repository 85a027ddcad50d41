import type { Catalogue } from "../../domain/function-profile.ts";
import type { Clock } from "../../domain/time.ts";
import type { CatalogueStore } from "../../ports/stores.ts";
import { jsonCodec, packedSnapshot } from "./packed-snapshot.ts";
import type { Table } from "./table.ts";

export const dynamoCatalogueStore = (table: Table, clock: Clock): CatalogueStore =>
  packedSnapshot(table, "catalogue", clock, jsonCodec<Catalogue>());
