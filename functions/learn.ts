import { learnAtHome } from "../lib/app/learn-at-home.ts";
import { beating } from "../lib/wire/beating.ts";
import { wireLearnAtHome } from "../lib/wire/learn-at-home.ts";
import { metered } from "../lib/wire/metered.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";

const home = surroundingsAtHome("learn");
const deps = wireLearnAtHome(home);

export const handler = metered(home)(beating(home)(() => learnAtHome(deps)));
