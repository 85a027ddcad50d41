import { tell } from "../lib/app/tell.ts";
import { metered } from "../lib/wire/metered.ts";
import { wireNotify } from "../lib/wire/notify.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";

const home = surroundingsAtHome("notify");
const deps = wireNotify(home);

export const handler = metered(home)(() => tell(deps));
