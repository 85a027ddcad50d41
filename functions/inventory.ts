import { takeInventory } from "../lib/app/take-inventory.ts";
import { wireInventory } from "../lib/wire.ts";

const deps = wireInventory();

export const handler = () => takeInventory(deps);
