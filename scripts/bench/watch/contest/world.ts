import type { Baseline } from "../../../../lib/domain/baseline.ts";
import type { Catalogue } from "../../../../lib/domain/function-profile.ts";
import { accountBaselineOf } from "../fleet/account-baseline.ts";
import { baselinesOf, LEARNED_AT_MS } from "../fleet/baselines.ts";
import { catalogueOf } from "../fleet/catalogue.ts";
import { type DrawnAttack, drawAttack } from "../fleet/draw-attacks.ts";
import { type Fleet, fleetOf, minuteOf } from "../fleet/fleet.ts";
import type { ContestTask } from "./contest-task.ts";

/** What every contestant of one size meets. */
export type ContestWorld = {
  readonly fleet: Fleet;
  readonly catalogue: Catalogue;
  readonly baselines: readonly Baseline[];
  readonly baselineOf: ReadonlyMap<string | undefined, Baseline>;
  /** Minutes at which quiet stretches begin, and near which attacks do. */
  readonly anchors: readonly number[];
  readonly attacks: readonly DrawnAttack[];
  readonly smallAttacks: readonly DrawnAttack[];
};

const MINUTES_PER_DAY = 1_440;
const DEAREST_LEARNED = 60;
/** Attacks near one anchor begin so many minutes apart, each in a world of its own. */
const APART_MINUTES = 7;

/** Midday, night, morning, evening and weekend of the watched week, as many as are wanted. */
const ANCHORS = [
  { day: 1, hour: 13 },
  { day: 2, hour: 3 },
  { day: 5, hour: 20 },
  { day: 3, hour: 9 },
  { day: 6, hour: 11 },
  { day: 4, hour: 17 },
] as const;

export function contestWorld(task: ContestTask): ContestWorld {
  const fleet = fleetOf(task.functions, task.seed);
  const first = minuteOf(LEARNED_AT_MS);
  const anchors = ANCHORS.slice(0, task.anchors).map(
    ({ day, hour }) => first + day * MINUTES_PER_DAY + hour * 60,
  );
  const draw = (count: number, isSmall: boolean): readonly DrawnAttack[] =>
    Array.from({ length: count }, (_, number) => {
      const anchor = anchors[number % anchors.length] ?? first;
      const begin = anchor + APART_MINUTES * (1 + (Math.floor(number / anchors.length) % 8));
      return drawAttack(fleet, number, begin, isSmall);
    });
  const attacks = draw(task.attacks, false);
  const smallAttacks = draw(task.smallAttacks, true);
  const dearest = fleet.functions.toSorted((a, b) => b.perMinute * b.runMs - a.perMinute * a.runMs);
  const learned = new Set([
    ...dearest.slice(0, DEAREST_LEARNED).map(({ index }) => index),
    ...[...attacks, ...smallAttacks].map(({ functionIndex }) => functionIndex),
  ]);
  const baselines = [accountBaselineOf(fleet), ...baselinesOf(fleet, learned)];
  return {
    fleet,
    catalogue: catalogueOf(fleet, LEARNED_AT_MS),
    baselines,
    baselineOf: new Map(baselines.map((baseline) => [baseline.functionName, baseline])),
    anchors,
    attacks,
    smallAttacks,
  };
}
