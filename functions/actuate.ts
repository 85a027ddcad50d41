import { actuateAtTarget, type TargetedRequest } from "../lib/app/actuate/actuate-at-target.ts";
import { wireActuate } from "../lib/wire/actuate.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";

const deps = wireActuate(surroundingsAtHome("actuate"));

export const handler = (request: TargetedRequest) => actuateAtTarget(deps, request);
