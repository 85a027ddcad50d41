import { actuate } from "../lib/app/actuate/actuate.ts";
import type { ActuationRequest } from "../lib/domain/actuation.ts";
import { wireActuate } from "../lib/wire.ts";

const deps = wireActuate();

export const handler = (request: ActuationRequest) => actuate(deps, request);
