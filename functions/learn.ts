import { learn } from "../lib/app/learn.ts";
import { wireLearn } from "../lib/wire/learn.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";

const deps = wireLearn(surroundingsAtHome("learn"));

export const handler = () => learn(deps);
