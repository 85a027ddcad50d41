import { addUsage, type MonthlyUsage, NO_USAGE } from "../../../../lib/domain/guard-usage.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../../../lib/domain/time.ts";
import type { DrawnAttack } from "../fleet/draw-attacks.ts";
import { startOfMinute, underAttack } from "../fleet/fleet.ts";
import { attackClock, LONGEST_MINUTES } from "./attack-clock.ts";
import { type AttackOutcome, WATCHERS, type WatcherName } from "./contest-task.ts";
import { guardRun } from "./guard-run.ts";
import { PEERS, peersOver } from "./peers.ts";
import type { ContestWorld } from "./world.ts";

/** The schedule starts ticks some seconds after the minute. */
export const TICK_OFFSET_MS = 5 * SECOND_MS;
const CALM_MINUTES = 3;

/** Lays one attack over the fleet and lets every watcher look until it has seen it. `undefined`: it never showed. */
export async function playAttack(
  contest: ContestWorld,
  attack: DrawnAttack,
  isSmall: boolean,
  limitUsdPerMonth: number,
  usageAt: (minute: number) => MonthlyUsage,
): Promise<AttackOutcome | undefined> {
  const { fleet } = contest;
  const world = underAttack(fleet, [attack]);
  const clock = attackClock(fleet, world, attack);
  const member = fleet.functions[attack.functionIndex];
  if (clock === undefined || member === undefined) return undefined;

  const startMinute = Math.floor(attack.beginMinute) - CALM_MINUTES;
  const startMs = startOfMinute(startMinute) + TICK_OFFSET_MS;
  const guard = await guardRun(contest, world, limitUsdPerMonth, usageAt(startMinute), startMs);
  const peers = peersOver(contest, world);
  const lastMs = clock.firstDatapointMs + LONGEST_MINUTES * MINUTE_MS;
  const seenAtMs = new Map<WatcherName, EpochMs>();
  let guardUsage = NO_USAGE;
  let guardMinutes = 0;
  for (let nowMs = startMs; nowMs <= lastMs && seenAtMs.size < WATCHERS.length; nowMs += MINUTE_MS) {
    const isBegun = nowMs > startOfMinute(attack.beginMinute);
    if (!seenAtMs.has("overcurrent")) {
      const tick = await guard.tick(nowMs);
      guardUsage = addUsage(guardUsage, tick.usage);
      guardMinutes += 1;
      if (isBegun && tick.seen.has(member.functionName)) seenAtMs.set("overcurrent", nowMs);
    }
    if (!isBegun) continue;
    for (const peer of PEERS)
      if (!seenAtMs.has(peer) && peers[peer](attack.functionIndex, nowMs)) seenAtMs.set(peer, nowMs);
  }

  const ofEach = <Figure>(figure: (atMs: EpochMs | undefined) => Figure): Record<WatcherName, Figure> =>
    Object.fromEntries(WATCHERS.map((name) => [name, figure(seenAtMs.get(name))])) as Record<
      WatcherName,
      Figure
    >;
  return {
    number: attack.number,
    place: attack.place,
    kind: attack.kind,
    functionName: member.functionName,
    usdPerHour: attack.usdPerHour,
    isSmall,
    minutesToSee: ofEach((atMs) =>
      atMs === undefined ? null : Math.max(0, (atMs - clock.firstDatapointMs) / MINUTE_MS),
    ),
    usdUntilSeen: ofEach((atMs) => clock.burnedUsdBy(atMs ?? lastMs)),
    guardUsage,
    guardMinutes,
  };
}
