import type { AskedRarely, GuardTrouble, Subscribers } from "../domain/guard-health.ts";
import type { GuardPart } from "../domain/guard-usage.ts";
import type { TargetId, TargetRecord } from "../domain/target.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../domain/time.ts";

/** What the guard knows of itself at one moment. */
export type GuardFacts = {
  readonly homeId: TargetId;
  /** Since when each target is looked after, home among them; the others are not asked for. */
  readonly targetsSinceMs: Readonly<Record<TargetId, EpochMs>>;
  readonly targets: readonly TargetRecord[];
  readonly heartbeats: Readonly<Partial<Record<GuardPart, EpochMs>>>;
  /** Since when something at home is tripped; absent: nothing is. */
  readonly trippedSinceMs?: EpochMs;
  /** When the alerts were written that wait to be sent. */
  readonly unsentSinceMs: readonly EpochMs[];
  readonly subscribers?: AskedRarely<Subscribers>;
  readonly throttles?: AskedRarely<number>;
};

/**
 * So long may a part be silent. A learning run may take a quarter of an hour and comes once a night, so one night may fail before
 * anybody is told.
 */
const LONGEST_SILENCE_MS = {
  watch: 5 * MINUTE_MS,
  probe: 10 * MINUTE_MS,
  inventory: 3 * HOUR_MS,
  learn: 2 * DAY_MS + HOUR_MS,
} as const satisfies Partial<Record<GuardPart, number>>;

/** Home is looked at each minute and answers for the guard itself; the others come through a queue. */
const LONGEST_BLINDNESS_MS = { home: 5 * MINUTE_MS, foreign: 10 * MINUTE_MS } as const;
/** The outbox is emptied each minute while something waits in it. */
export const LONGEST_WAIT_MS = 10 * MINUTE_MS;

/** All that keeps the guard from guarding at `nowMs`, the gravest first. */
export function guardTroubles(facts: GuardFacts, nowMs: EpochMs): readonly GuardTrouble[] {
  return [
    ...silentParts(facts, nowMs),
    ...blindTargets(facts, nowMs),
    ...throttledGuard(facts),
    ...unsentAlerts(facts, nowMs),
    ...missingSubscribers(facts),
  ];
}

function silentParts(facts: GuardFacts, nowMs: EpochMs): readonly GuardTrouble[] {
  const { heartbeats, trippedSinceMs, homeId } = facts;
  const beganMs = facts.targetsSinceMs[homeId] ?? nowMs;
  const silent = (part: keyof typeof LONGEST_SILENCE_MS, fromMs: EpochMs): readonly GuardTrouble[] => {
    const sinceMs = Math.max(heartbeats[part] ?? beganMs, fromMs);
    return nowMs - sinceMs > LONGEST_SILENCE_MS[part] ? [{ kind: "silent-part", part, sinceMs }] : [];
  };
  // A watch that runs and sees nothing is not silent: that is told of its home as a target, with the reason.
  const triedMs = facts.targets.find(({ targetId }) => targetId === homeId)?.lastTriedMs ?? 0;
  return [
    ...(nowMs - triedMs <= LONGEST_SILENCE_MS.watch ? [] : silent("watch", beganMs)),
    ...(trippedSinceMs === undefined ? [] : silent("probe", trippedSinceMs)),
    ...silent("inventory", beganMs),
    ...silent("learn", beganMs),
  ];
}

function blindTargets(facts: GuardFacts, nowMs: EpochMs): readonly GuardTrouble[] {
  const recordOf = new Map(facts.targets.map((record) => [record.targetId, record]));
  return (Object.entries(facts.targetsSinceMs) as [TargetId, EpochMs][]).flatMap(([targetId, knownMs]) => {
    const isHome = targetId === facts.homeId;
    const record = recordOf.get(targetId);
    const longestMs = isHome ? LONGEST_BLINDNESS_MS.home : LONGEST_BLINDNESS_MS.foreign;
    const wasTried = nowMs - (record?.lastTriedMs ?? 0) <= longestMs;
    const sinceMs = lastSeenMs(record, knownMs);
    if (nowMs - sinceMs <= longestMs || (isHome && !wasTried)) return [];
    const problem = wasTried ? record?.problem : undefined;
    return [
      { kind: "blind-target", targetId, isHome, sinceMs, ...(problem !== undefined && { problem }) } as const,
    ];
  });
}

/** A target that was taken out and comes back is not blamed for the time between. */
const lastSeenMs = (record: TargetRecord | undefined, knownMs: EpochMs): EpochMs =>
  Math.max(record?.lastGoodReadMs ?? knownMs, knownMs);

const throttledGuard = ({ throttles }: GuardFacts): readonly GuardTrouble[] =>
  throttles !== undefined && throttles.answer > 0
    ? [{ kind: "throttled-guard", throttles: throttles.answer, sinceMs: throttles.askedAtMs }]
    : [];

function unsentAlerts({ unsentSinceMs }: GuardFacts, nowMs: EpochMs): readonly GuardTrouble[] {
  const stuck = unsentSinceMs.filter((sinceMs) => nowMs - sinceMs > LONGEST_WAIT_MS);
  return stuck.length === 0
    ? []
    : [{ kind: "unsent-alerts", alerts: stuck.length, sinceMs: Math.min(...stuck) }];
}

const missingSubscribers = ({ subscribers }: GuardFacts): readonly GuardTrouble[] =>
  subscribers?.answer.confirmed === 0
    ? [{ kind: "no-subscriber", pending: subscribers.answer.pending, sinceMs: subscribers.askedAtMs }]
    : [];
