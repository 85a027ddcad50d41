import { tell } from "../lib/app/tell.ts";
import { wireNotify } from "../lib/wire/notify.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";

const deps = wireNotify(surroundingsAtHome("notify"));

export const handler = () => tell(deps);
