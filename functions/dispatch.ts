import { dispatchAndCheck } from "../lib/app/dispatch-and-check.ts";
import { wireDispatch } from "../lib/wire/dispatch.ts";
import { metered } from "../lib/wire/metered.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";

const home = surroundingsAtHome("dispatch");
const deps = wireDispatch(home);

export const handler = metered(home)(() => dispatchAndCheck(deps));
