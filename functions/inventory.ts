import { takeInventory } from "../lib/app/take-inventory.ts";
import { wireInventory } from "../lib/wire/inventory.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";

const deps = wireInventory(surroundingsAtHome("inventory"));

export const handler = () => takeInventory(deps);
