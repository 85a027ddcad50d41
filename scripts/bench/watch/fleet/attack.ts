import type { Activity } from "./activity.ts";
import { costUsd } from "./cost.ts";
import type { FleetFunction } from "./fleet-function.ts";

export const ATTACK_KINDS = ["flood", "loop", "retry-storm", "slower-runs", "leech"] as const;
/**
 * - `flood`: so many more runs from its first minute on.
 * - `loop`: twice as many with each minute, from a sixty-fourth on.
 * - `retry-storm`: like a flood; nearly every run fails.
 * - `slower-runs`: no more runs than ever; each takes many times as long.
 * - `leech`: like a flood that takes an hour and a half to become one.
 */
export type AttackKind = (typeof ATTACK_KINDS)[number];

/** What is laid over one function from a minute on, and does not end. */
export type Attack = {
  readonly functionIndex: number;
  readonly kind: AttackKind;
  /** Since the fleet's start; broken, since nobody waits for a minute to begin. */
  readonly beginMinute: number;
  /** What it costs when it has unfolded, beyond what is usual. */
  readonly usdPerHour: number;
};

const DOUBLINGS = 6;
const LEECH_MINUTES = 90;
const FAILING = 0.95;

/** What the function does in a minute under attack, in place of what it would have done. */
export function attackedActivity(
  ordinary: Activity,
  attack: Attack,
  member: FleetFunction,
  minute: number,
): Activity {
  const usd = (attack.usdPerHour / 60) * strengthAt(attack, minute);
  if (usd <= 0) return ordinary;
  const { runs, durationMs, errors } = ordinary;
  if (attack.kind === "slower-runs") {
    if (runs === 0) return ordinary;
    const longest = runs * 1_000 * member.timeoutSeconds;
    const wanted = durationMs + (1_000 * usd) / costUsd(member, { runs: 0, durationMs: 1_000 });
    return { runs, durationMs: Math.round(Math.min(longest, wanted)), errors };
  }
  const more = Math.round(usd / costUsd(member, { runs: 1, durationMs: member.runMs }));
  return {
    runs: runs + more,
    durationMs: durationMs + Math.round(more * member.runMs),
    errors: attack.kind === "retry-storm" ? errors + Math.round(FAILING * more) : errors,
  };
}

/** The share of its full burn that the minute has, 0 to 1. */
function strengthAt({ kind, beginMinute }: Attack, minute: number): number {
  const lasted = minute + 1 - beginMinute;
  if (lasted <= 0) return 0;
  const within = Math.min(1, lasted);
  switch (kind) {
    case "loop":
      return within * Math.min(1, 2 ** (Math.floor(lasted) - DOUBLINGS));
    case "leech":
      return Math.min(1, lasted / LEECH_MINUTES);
    default:
      return within;
  }
}
