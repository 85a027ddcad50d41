import type { Catalogue } from "../../domain/function-profile.ts";
import type { Clock } from "../../domain/time.ts";
import type { CatalogueStore } from "../../ports/stores.ts";
import { packedSnapshot } from "./packed-snapshot.ts";
import type { Table } from "./table.ts";

export const dynamoCatalogueStore = (table: Table, clock: Clock): CatalogueStore =>
  packedSnapshot<Catalogue>(table, "catalogue", clock);
