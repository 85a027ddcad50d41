import { tell } from "../lib/app/tell.ts";
import { wireNotify } from "../lib/wire.ts";

const deps = wireNotify();

export const handler = () => tell(deps);
