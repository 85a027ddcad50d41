import type { Log } from "../../../../lib/ports/log.ts";

/** Scenes are judged by what the guard tells people, not by what it writes down. */
export const SILENT_LOG: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
