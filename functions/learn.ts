import { learn } from "../lib/app/learn.ts";
import { wireLearn } from "../lib/wire/learn.ts";
import { metered } from "../lib/wire/metered.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";

const home = surroundingsAtHome("learn");
const deps = wireLearn(home);

export const handler = metered(home)(() => learn(deps));
