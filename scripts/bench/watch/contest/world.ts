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
  /** The minute at which the quiet time begins. */
  readonly quietFrom: number;
  readonly attacks: readonly DrawnAttack[];
  readonly smallAttacks: readonly DrawnAttack[];
};

const MINUTES_PER_DAY = 1_440;
const DEAREST_LEARNED = 60;
/** Tuesday 06:00 of the watched week. */
const QUIET_FROM_MINUTES = MINUTES_PER_DAY + 6 * 60;

export function contestWorld(task: ContestTask): ContestWorld {
  const fleet = fleetOf(task.functions, task.seed);
  const quietFrom = minuteOf(LEARNED_AT_MS) + QUIET_FROM_MINUTES;
  const draw = (count: number, isSmall: boolean): readonly DrawnAttack[] =>
    Array.from({ length: count }, (_, number) => {
      // Spread over the quiet time that counts, whose consumption they start from.
      const after = task.settlingMinutes + Math.floor(((number + 0.5) / count) * task.quietMinutes);
      return drawAttack(fleet, number, quietFrom + after, isSmall);
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
    quietFrom,
    attacks,
    smallAttacks,
  };
}
