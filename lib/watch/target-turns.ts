import { type Target, type TargetOrder, type TargetRecord, targetId } from "../domain/target.ts";
import { type EpochMs, floorToMinute, MINUTE_MS } from "../domain/time.ts";
import { moneyShare } from "./money-share.ts";
import { isWatchedInFull, type TargetRound } from "./target-round.ts";
import { turnOf } from "./turn-of.ts";

/** Nothing is in a hurry where nothing runs, but whoever has stolen keys is seen two minutes after the first datapoint. */
const IDLE_READ_MINUTES = 2;
/** Whether a busy region is idle again; what runs there is watched anyway. */
const BUSY_READ_MINUTES = 30;
/** Until the first inventory has come to an end. */
const FIRST_INVENTORY_MINUTES = 5;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;
/** Nights are at home's: UTC. Spread, since a worker learns one target at a time. */
const LEARNING_FROM_MINUTE = 2 * HOUR_MINUTES;
const LEARNING_MINUTES = 4 * HOUR_MINUTES;
/** What is learned is learned of the functions that there are. */
const INVENTORY_BEFORE_LEARNING_MINUTES = 30;

/** The regions whose total is read this minute: one free request each. */
export const totalsDue = ({ targets, recordOf, nowMs }: TargetRound): readonly Target[] =>
  targets.filter((target) => {
    if (target.spoke !== undefined) return false;
    const id = targetId(target);
    const everyMinutes = isWatchedInFull(target, recordOf.get(id), nowMs)
      ? BUSY_READ_MINUTES
      : IDLE_READ_MINUTES;
    return isTurn(id, everyMinutes, nowMs);
  });

/** What the workers are told to do this minute. */
export function ordersDue(round: TargetRound): readonly TargetOrder[] {
  const { targets, recordOf, nowMs } = round;
  return targets.flatMap((target) => {
    const record = recordOf.get(targetId(target));
    const jobs: TargetOrder["job"][] = [];
    if (isInventoryDue(target, record, nowMs)) jobs.push("inventory");
    if (isLearningDue(target, nowMs)) jobs.push("learn");
    if (isWatchedInFull(target, record, nowMs)) jobs.push("tick");
    return jobs.map((job) => orderFor(round, target, job));
  });
}

/** For a region in which something has begun to run: who is there, and a look at once. */
export const ordersOnWaking = (round: TargetRound, target: Target): readonly TargetOrder[] =>
  (["inventory", "tick"] as const).map((job) => orderFor(round, target, job));

const orderFor = (round: TargetRound, target: Target, job: TargetOrder["job"]): TargetOrder => ({
  job,
  target,
  atMs: round.nowMs,
  moneyShare: moneyShare(round, target),
});

function isInventoryDue(target: Target, record: TargetRecord | undefined, nowMs: EpochMs): boolean {
  const id = targetId(target);
  if (record?.functions === undefined) return isTurn(id, FIRST_INVENTORY_MINUTES, nowMs);
  if (isWatchedInFull(target, record, nowMs)) return isTurn(id, HOUR_MINUTES, nowMs);
  return minuteOfDay(nowMs) === learningMinute(target) - INVENTORY_BEFORE_LEARNING_MINUTES;
}

const isLearningDue = (target: Target, nowMs: EpochMs): boolean =>
  minuteOfDay(nowMs) === learningMinute(target);

const learningMinute = (target: Target): number =>
  LEARNING_FROM_MINUTE + turnOf(targetId(target), LEARNING_MINUTES);

/** Each has one minute of `everyMinutes`, always the same, so that they are spread. */
const isTurn = (id: string, everyMinutes: number, nowMs: EpochMs): boolean =>
  (floorToMinute(nowMs) / MINUTE_MS) % everyMinutes === turnOf(id, everyMinutes);

const minuteOfDay = (nowMs: EpochMs): number => (floorToMinute(nowMs) / MINUTE_MS) % DAY_MINUTES;
