import type { FunctionSpec } from "../spec.ts";
import { EVENT_MEMBERS } from "./event-members.ts";
import { BUSY_HTTP_MEMBERS, IDLE_HTTP_MEMBERS, OCCASIONAL_HTTP_MEMBERS } from "./http-members.ts";
import { functionOf, type World } from "./member.ts";
import { QUEUE_MEMBERS } from "./queue-members.ts";
import { TIMER_MEMBERS } from "./timer-members.ts";

/**
 * The functions of a middling web shop, 40 of them, with rates, durations and triggers as published for real fleets
 * (see docs/traffic.md). The same seed gives the same fleet; another one gives other weeks
 * of the recordings, other time zones, and rates and durations that differ by up to a tenth.
 */
export const fleet = (world: World): readonly FunctionSpec[] =>
  [
    ...BUSY_HTTP_MEMBERS,
    ...OCCASIONAL_HTTP_MEMBERS,
    ...IDLE_HTTP_MEMBERS,
    ...QUEUE_MEMBERS,
    ...EVENT_MEMBERS,
    ...TIMER_MEMBERS,
  ].map((member) => functionOf(member, world));
