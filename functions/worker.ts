import { type QueueEvent, workMessages } from "../lib/app/work-messages.ts";
import { metered } from "../lib/wire/metered.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";
import { wireWorker } from "../lib/wire/worker.ts";

const home = surroundingsAtHome("worker");
const deps = wireWorker(home);

export const handler = metered(home)((event: QueueEvent) => workMessages(deps, event));
