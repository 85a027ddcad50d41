import { watch } from "../lib/app/watch.ts";
import { wireWatch } from "../lib/wire.ts";

const deps = wireWatch();

export const handler = () => watch(deps);
