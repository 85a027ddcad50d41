import { inventoryAtHome } from "../lib/app/inventory-at-home.ts";
import { beating } from "../lib/wire/beating.ts";
import { wireInventoryAtHome } from "../lib/wire/inventory-at-home.ts";
import { metered } from "../lib/wire/metered.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";

const home = surroundingsAtHome("inventory");
const deps = wireInventoryAtHome(home);

export const handler = metered(home)(beating(home)((event: unknown) => inventoryAtHome(deps, event)));
