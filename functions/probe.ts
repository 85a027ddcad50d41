import { probe } from "../lib/app/probe.ts";
import { beating } from "../lib/wire/beating.ts";
import { metered } from "../lib/wire/metered.ts";
import { wireProbe } from "../lib/wire/probe.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";

const home = surroundingsAtHome("probe");
const deps = wireProbe(home);

/** It is missed only while something is tripped, and has done its work when one breaker at least could be tended. */
export const handler = metered(home)(
  beating(home)(
    () => probe(deps),
    (steps) => steps.some(({ step }) => step !== "failed"),
  ),
);
