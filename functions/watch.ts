import { watch } from "../lib/app/watch.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";
import { wireWatch } from "../lib/wire/watch.ts";

const deps = wireWatch(surroundingsAtHome("watch"));

export const handler = () => watch(deps);
