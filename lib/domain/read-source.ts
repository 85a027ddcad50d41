import type { Setting } from "./setting.ts";
import { isPolled, type PipeTrigger, type PolledTrigger, type Trigger } from "./trigger.ts";

/** A source that something reads for the function: Lambda through a mapping, or a pipe. It can be paused and keeps its place. */
export type ReadSource = PolledTrigger | PipeTrigger;

/** Sources that are being read. One that is off already is left alone, so that no restore ever turns it on. */
export const sourcesRead = (triggers: readonly Trigger[]): readonly ReadSource[] =>
  triggers
    .filter(isReadSource)
    .filter((source) => (source.kind === "pipe" ? source.running : source.enabled));

/** The source behind a setting; `undefined` for a reservation, and for one that has left the inventory. */
export const sourceOf = (setting: Setting, triggers: readonly Trigger[]): ReadSource | undefined =>
  triggers.filter(isReadSource).find((source) => {
    if (source.kind === "pipe") return setting.kind === "pipe" && setting.pipeName === source.pipeName;
    return setting.kind === "event-source" && setting.mappingId === source.mappingId;
  });

const isReadSource = (trigger: Trigger): trigger is ReadSource =>
  trigger.kind === "pipe" || isPolled(trigger);
