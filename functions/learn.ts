import { learn } from "../lib/app/learn.ts";
import { wireLearn } from "../lib/wire.ts";

const deps = wireLearn();

export const handler = () => learn(deps);
