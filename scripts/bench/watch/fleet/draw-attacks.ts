import { ATTACK_KINDS, type Attack, type AttackKind } from "./attack.ts";
import { limitsOf } from "./catalogue.ts";
import { costUsd } from "./cost.ts";
import { SALTS, uniformAt } from "./draws.ts";
import type { Fleet } from "./fleet.ts";
import type { FleetFunction } from "./fleet-function.ts";

export const PLACES = ["hot", "ordinary", "hidden"] as const;
/**
 * - `hot`: one of the dearest fiftieth of the fleet.
 * - `ordinary`: once an hour to ten times a minute.
 * - `hidden`: less than once an hour, or never.
 */
export type AttackPlace = (typeof PLACES)[number];

export type DrawnAttack = Attack & { readonly place: AttackPlace; readonly number: number };

const HOT_SHARE = 0.02;
const PER_HOUR = 1 / 60;
const DRAWS = { member: 0, kind: 1, burn: 2, second: 3 };
const USD_PER_GB_HOUR = 0.06;

/** Burns are drawn log-uniform, first of the dangerous ones, then of the small ones. */
const DANGEROUS_USD_PER_HOUR = [1, 100] as const;
const SMALL_USD_PER_HOUR = [0.1, 1] as const;

/**
 * The `number`th attack on the fleet. Kinds and places take turns, so that few attacks have each of them.
 * @param beginMinute the minute in which it begins; the second is drawn
 */
export function drawAttack(fleet: Fleet, number: number, beginMinute: number, isSmall: boolean): DrawnAttack {
  const draw = (which: number, retry = 0): number =>
    uniformAt(fleet.seed, number + (isSmall ? 10_000 : 0), 10 * retry + which, SALTS.attack);
  const place = PLACES[number % PLACES.length] ?? "ordinary";
  const kind = ATTACK_KINDS[Math.floor(number / PLACES.length) % ATTACK_KINDS.length] ?? "flood";
  const [least, most] = isSmall ? SMALL_USD_PER_HOUR : DANGEROUS_USD_PER_HOUR;
  const wanted = least * (most / least) ** draw(DRAWS.burn);
  const begun = { place, number, beginMinute: beginMinute + draw(DRAWS.second) };
  const candidates = candidatesOf(fleet, place);
  // Where nobody's runs could become so dear, more of them can.
  for (const possible of new Set<AttackKind>([kind, "flood"]))
    for (let retry = 0; retry < candidates.length; retry += 1) {
      const member = candidates[Math.floor(draw(DRAWS.member, retry) * candidates.length)];
      if (member === undefined) break;
      const reachable = mostUsdPerHour(fleet, member, possible);
      if (reachable < least) continue;
      const usdPerHour = Math.min(wanted, reachable);
      return { functionIndex: member.index, kind: possible, usdPerHour, ...begun };
    }
  const largest = fleet.functions.toSorted((a, b) => b.memoryMb - a.memoryMb)[0];
  return { functionIndex: largest?.index ?? 0, kind: "flood", usdPerHour: wanted, ...begun };
}

function candidatesOf({ functions }: Fleet, place: AttackPlace): readonly FleetFunction[] {
  switch (place) {
    case "hot": {
      const usual = (member: FleetFunction): number =>
        costUsd(member, { runs: member.perMinute, durationMs: member.perMinute * member.runMs });
      const dearest = functions.toSorted((a, b) => usual(b) - usual(a));
      return dearest.slice(0, Math.max(1, Math.ceil(HOT_SHARE * functions.length)));
    }
    case "ordinary":
      return functions.filter(({ perMinute }) => perMinute >= PER_HOUR && perMinute <= 10);
    case "hidden":
      return functions.filter(({ perMinute }) => perMinute < PER_HOUR);
  }
}

/** What the limits of the account and the function allow. */
function mostUsdPerHour(fleet: Fleet, member: FleetFunction, kind: AttackKind): number {
  const { memoryMb, reservedConcurrency, perMinute, runMs, timeoutSeconds } = member;
  if (kind === "slower-runs") {
    const longest = Math.min(900, timeoutSeconds) * 1_000 - runMs;
    return 60 * costUsd(member, { runs: 0, durationMs: 0.5 * perMinute * longest });
  }
  const atOnce = reservedConcurrency ?? limitsOf(fleet.functions.length).concurrentExecutions / 2;
  return atOnce * (memoryMb / 1_024) * USD_PER_GB_HOUR;
}
