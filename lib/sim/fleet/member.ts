import { type EpochMs, HOUR_MS } from "../../domain/time.ts";
import { type FunctionSpec, functionSpec, type Traffic, type TriggerSpec } from "../spec.ts";
import { evenLoad, type Load, recordedLoad } from "../traffic/load.ts";
import { RECORDINGS, type RecordingName } from "../traffic/recordings.ts";
import { draw, drawFactor, drawInteger } from "./draw.ts";
import { perMinute } from "./rates.ts";

/** One function of the fleet as its authors think of it; the seed makes a FunctionSpec of it. */
export type Member = {
  readonly name: string;
  readonly team: string;
  readonly memoryMb: number;
  /** Half of the runs are shorter. */
  readonly medianMs: number;
  /** One in twenty runs is longer, in multiples of the median. Absent: 2.2. */
  readonly tail?: number;
  readonly trigger: (traffic: Traffic) => TriggerSpec;
  readonly traffic: MemberTraffic;
  /** What differs from the usual function of lib/sim/spec.ts. */
  readonly special?: Partial<FunctionSpec>;
};

/** Either asked for at a mean rate along a course, or at times of its own choosing. */
export type MemberTraffic =
  | { readonly meanPerHour: number; readonly course: RecordingName | "even" }
  | ((seed: number) => Traffic);

export type World = { readonly seed: number; readonly startMs: EpochMs };

/** Weeks of a recording that a seed may begin with; the last one still leaves a week beyond the 15 days. */
const FIRST_WEEKS = 5;
/** Customers live up to six time zones further west than those who were recorded. */
const TIME_ZONES = 6;
const RATE_SPREAD = 0.1;
const DURATION_SPREAD = 0.1;
const USUAL_TAIL = 2.2;

function courseOf(member: Member, course: RecordingName | "even", world: World): Load {
  if (course === "even") return evenLoad;
  const excerpt = {
    week: drawInteger(world.seed, `${member.name} week`, FIRST_WEEKS),
    laterByMs: drawInteger(world.seed, `${member.name} time zone`, TIME_ZONES + 1) * HOUR_MS,
  };
  return recordedLoad(RECORDINGS[course], excerpt, world.startMs);
}

function trafficOf(member: Member, world: World): Traffic {
  const { traffic } = member;
  if (typeof traffic === "function") return traffic(world.seed);
  const load = courseOf(member, traffic.course, world);
  const meanPerMinute =
    (traffic.meanPerHour / perMinute(1)) * drawFactor(world.seed, `${member.name} rate`, RATE_SPREAD);
  return { arrivals: (minuteStartMs) => meanPerMinute * load(minuteStartMs) };
}

/** The function as it is in the world of this seed: rates and durations differ by up to a tenth, courses by weeks. */
export function functionOf(member: Member, world: World): FunctionSpec {
  const medianMs = member.medianMs * drawFactor(world.seed, `${member.name} duration`, DURATION_SPREAD);
  return functionSpec({
    functionName: member.name,
    memoryMb: member.memoryMb,
    duration: { medianMs, p95Ms: medianMs * (member.tail ?? USUAL_TAIL) },
    lastModifiedMs:
      world.startMs - Math.floor(draw(world.seed, `${member.name} deployed`) * 90 * 24) * HOUR_MS,
    triggers: [member.trigger(trafficOf(member, world))],
    ...member.special,
    tags: { team: member.team, stack: "shop", ...member.special?.tags },
  });
}
