import { probe } from "../lib/app/probe.ts";
import { wireProbe } from "../lib/wire/probe.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";

const deps = wireProbe(surroundingsAtHome("probe"));

export const handler = () => probe(deps);
