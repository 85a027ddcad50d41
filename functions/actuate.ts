import { actuateAtTarget, type TargetedRequest } from "../lib/app/actuate/actuate-at-target.ts";
import { wireActuate } from "../lib/wire/actuate.ts";
import { metered } from "../lib/wire/metered.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";

const home = surroundingsAtHome("actuate");
const deps = wireActuate(home);

export const handler = metered(home)((request: TargetedRequest) => actuateAtTarget(deps, request));
