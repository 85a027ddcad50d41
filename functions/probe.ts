import { probe } from "../lib/app/probe.ts";
import { metered } from "../lib/wire/metered.ts";
import { wireProbe } from "../lib/wire/probe.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";

const home = surroundingsAtHome("probe");
const deps = wireProbe(home);

export const handler = metered(home)(() => probe(deps));
