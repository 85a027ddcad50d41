import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../../lib/domain/time.ts";
import { drawInteger } from "../../../../lib/sim/fleet/draw.ts";
import { fleet } from "../../../../lib/sim/fleet/fleet.ts";
import { functionOf, type Member } from "../../../../lib/sim/fleet/member.ts";
import { type AccountSpec, accountSpec, type Change, type FunctionSpec } from "../../../../lib/sim/spec.ts";
import type { LoopScenario } from "../scenario.ts";

/** A Tuesday, on which all stories begin; an early Wednesday sees the end of some. */
const DAY_OF_STORY_MS = Date.UTC(2026, 10, 10);
const HISTORY_DAYS = 14;
/** What happens after the attack: the last probes, and the restore. */
const AFTERMATH_MS = 1.5 * HOUR_MS;
/** The seed moves what begins by so many minutes. */
const WITHIN_MINUTES = 20;

/** Everyday functions of a shop that are there in most stories and take no part in them. */
const BYSTANDERS = [
  "session-api",
  "order-status-api",
  "activity-enricher",
  "mail-sender",
  "stock-level-projector",
  "price-alert-sender",
  "search-reindex",
];

const ENFORCE = "version: 1\nmode: enforce\n";

/** What a story is written upon. */
export type Stage = {
  readonly seed: number;
  readonly account: AccountSpec;
  readonly startMs: EpochMs;
  readonly endMs: EpochMs;
  /** Where it begins, if it does: an attack, a launch, a deploy. */
  readonly beginMs: EpochMs;
  /** When callers give up, a downstream answers again or the owner deploys a cure. */
  readonly untilMs: EpochMs;
};

/** What differs from one story to another. */
export type Plot = Pick<LoopScenario, "name" | "kind" | "title" | "attacked"> & {
  /** Hour of the day, UTC, at which the guards come in. */
  readonly startHour: number;
  /** How long they stay, hours. */
  readonly hours: number;
  /** Hours from `startHour` until it begins, up to the minutes that the seed adds. */
  readonly beginsAfterHours: number;
  /** Hours that it lasts; absent: until an hour and a half before the end. */
  readonly lastsHours?: number;
  /** The functions it is about. */
  readonly cast: readonly Member[];
  /** Who else is there, by their names in the fleet of the demo; absent: seven of them. */
  readonly bystanders?: readonly string[];
  readonly limits?: Pick<AccountSpec, "concurrencyLimit" | "unreservedFloor">;
  readonly changes: (stage: Stage) => readonly Change[];
  readonly outages?: (stage: Stage) => LoopScenario["outages"];
  /** Absent: all defaults, in enforce mode. */
  readonly policyText?: (stage: Stage) => string;
};

/** The story in the world of this seed; another seed moves it by minutes and gives other rates, weeks and time zones. */
export function scenarioOf(plot: Plot, suiteSeed: number): LoopScenario {
  const seed = drawInteger(suiteSeed, plot.name, 2 ** 31);
  const startMs = DAY_OF_STORY_MS + plot.startHour * HOUR_MS;
  const endMs = startMs + plot.hours * HOUR_MS;
  const beginMs =
    startMs + plot.beginsAfterHours * HOUR_MS + drawInteger(seed, "begins", WITHIN_MINUTES + 1) * MINUTE_MS;
  const untilMs = plot.lastsHours === undefined ? endMs - AFTERMATH_MS : beginMs + plot.lastsHours * HOUR_MS;
  const account = accountSpec({
    seed,
    startMs: startMs - HISTORY_DAYS * DAY_MS,
    functions: functionsOf(plot, seed),
    ...plot.limits,
  });
  const stage: Stage = { seed, account, startMs, endMs, beginMs, untilMs };
  const { name, kind, title, attacked } = plot;
  return {
    name,
    kind,
    title,
    account,
    changes: plot.changes(stage),
    attacked,
    ...(attacked.length === 0 ? {} : { attackBeginsMs: beginMs }),
    startMs,
    endMs,
    outages: plot.outages?.(stage) ?? [],
    policyText: plot.policyText?.(stage) ?? ENFORCE,
  };
}

function functionsOf({ cast, bystanders = BYSTANDERS }: Plot, seed: number): FunctionSpec[] {
  // Recordings are read from a midnight on, or their days would not be the story's.
  const world = { seed, startMs: DAY_OF_STORY_MS - HISTORY_DAYS * DAY_MS };
  const others = fleet(world).filter(({ functionName }) => bystanders.includes(functionName));
  return [...cast.map((member) => functionOf(member, world)), ...others];
}

/** @throws {RangeError} when the story has no such function */
export function roleOf({ account }: Stage, functionName: string): FunctionSpec {
  const found = account.functions.find((spec) => spec.functionName === functionName);
  if (found === undefined) throw new RangeError(`the story has no function ${functionName}`);
  return found;
}
