import { probe } from "../lib/app/probe.ts";
import { wireProbe } from "../lib/wire.ts";

const deps = wireProbe();

export const handler = () => probe(deps);
