import { documentClient } from "../../../../lib/aws/clients.ts";
import { createTable } from "../../../../lib/aws/stores/create-table.ts";
import { dynamoStores } from "../../../../lib/aws/stores/dynamo-stores.ts";
import { GUARD_PARTS, NO_USAGE } from "../../../../lib/domain/guard-usage.ts";
import { startAccountServer } from "../../../../lib/sim/http/server.ts";
import { usageSoFar } from "../contest/usage-so-far.ts";
import { accountBaselineOf } from "../fleet/account-baseline.ts";
import { baselinesOf } from "../fleet/baselines.ts";
import { catalogueOf } from "../fleet/catalogue.ts";
import { fleetOf } from "../fleet/fleet.ts";
import { fleetAccount } from "./fleet-account.ts";
import type { AccountReady, AccountTask } from "./tick-task.ts";

/** Stores what a guard would have stored by then, and serves the account until it is disconnected. */
process.once("message", async ({ functions, seed, limitUsdPerMonth, aheadMs, tableName }: AccountTask) => {
  const clock = (): number => Date.now() + aheadMs;
  const fleet = fleetOf(functions, seed);
  const table = { documents: documentClient(), tableName };
  await createTable(table);
  const stores = dynamoStores(table, clock);
  await stores.catalogue.save(catalogueOf(fleet, clock()));
  await stores.baselines.save([accountBaselineOf(fleet), ...baselinesOf(fleet, new Set())]);
  const { usage } = usageSoFar(functions, limitUsdPerMonth, clock(), Number.POSITIVE_INFINITY);
  for (const part of GUARD_PARTS) await stores.usage.add(part, usage[part] ?? NO_USAGE, clock());
  const { url, close } = await startAccountServer(fleetAccount(fleet, clock));
  process.once("disconnect", () => void close());
  process.send?.({ url } satisfies AccountReady);
});
