import { watchHome } from "../lib/app/watch-home.ts";
import { metered } from "../lib/wire/metered.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";
import { wireWatchHome } from "../lib/wire/watch-home.ts";

const home = surroundingsAtHome("watch");
const deps = wireWatchHome(home);

export const handler = metered(home)(() => watchHome(deps));
