import { watch } from "../lib/app/watch.ts";
import { metered } from "../lib/wire/metered.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";
import { wireWatch } from "../lib/wire/watch.ts";

const home = surroundingsAtHome("watch");
const deps = wireWatch(home);

export const handler = metered(home)(() => watch(deps));
