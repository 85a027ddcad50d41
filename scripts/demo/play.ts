import type { ActuationOutcome, ActuationRequest, Refusal } from "../../lib/domain/actuation.ts";
import type { Result } from "../../lib/domain/result.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../lib/domain/time.ts";
import type { PlayedDay } from "../../lib/sim/day/played-day.ts";
import type { SimulatedAccount } from "../../lib/sim/simulated-account.ts";
import { actuationHappening } from "./actuation-happening.ts";
import { operate } from "./operate.ts";
import { raiseStage, type Stage } from "./stage.ts";
import { type Happening, scriptedHappenings } from "./timeline.ts";

export type PlayHooks = {
  /** Called once the guard has been set up, before the day begins. */
  readonly onReady: () => void;
  /** Called with each line of the timeline, in order. */
  readonly onHappening: (happening: Happening) => void;
  /** Called after each simulated minute; awaited, so it may slow the day down. */
  readonly onMinute: (minutesPlayed: number) => Promise<void>;
};

/** Schedules fire a few seconds into their minute. */
const SCHEDULE_OFFSET_MS = 5 * SECOND_MS;
const LEARN_AT_MS = 3 * HOUR_MS + 30 * MINUTE_MS;

/** Sets the stage up for one account; what `actuate` does becomes a line of the timeline. */
export const raiseStageFor = (
  account: SimulatedAccount,
  onHappening: (happening: Happening) => void,
): Promise<Stage> =>
  raiseStage(account, (request, outcome) => {
    const happening = actuationHappening(
      request as ActuationRequest,
      outcome as Result<ActuationOutcome, Refusal>,
      account.nowMs(),
    );
    if (happening !== undefined) onHappening(happening);
  });

/** Plays the day minute by minute: the world moves on, the guard's schedules fire, a person uses the kill switch. */
export async function playDay(
  day: PlayedDay,
  account: SimulatedAccount,
  stage: Stage,
  hooks: PlayHooks,
): Promise<void> {
  stage.setTime(account.nowMs());
  await stage.run("inventory");
  await stage.run("learn");
  hooks.onReady();

  const script = scriptedHappenings(day);
  const minutes = (day.endOfDayMs - day.startOfDayMs) / MINUTE_MS;
  for (let minute = 0; minute < minutes; minute += 1) {
    const minuteMs = day.startOfDayMs + minute * MINUTE_MS;
    while (script[0] !== undefined && script[0].atMs <= minuteMs)
      hooks.onHappening(script.shift() as Happening);
    account.advanceTo(minuteMs + SCHEDULE_OFFSET_MS);
    stage.setTime(account.nowMs());
    await fireSchedules(stage, minuteMs - day.startOfDayMs);
    await playOperator(day, stage, minuteMs);
    await hooks.onMinute(minute + 1);
  }
  account.advanceTo(day.endOfDayMs);
}

async function fireSchedules(stage: Stage, sinceMidnightMs: number): Promise<void> {
  if (sinceMidnightMs % HOUR_MS === 0 && sinceMidnightMs > 0) await stage.run("inventory");
  if (sinceMidnightMs === LEARN_AT_MS) await stage.run("learn");
  await stage.run("watch");
  await stage.run("probe");
}

async function playOperator({ manualKill }: PlayedDay, stage: Stage, minuteMs: EpochMs): Promise<void> {
  const { functionName, atMs, restoreAtMs } = manualKill;
  const reason = "the exchange-rate provider asked us to stop calling";
  if (minuteMs === atMs) await operate(stage.apiUrl, ["kill", functionName, "--reason", reason, "--yes"]);
  if (minuteMs === restoreAtMs)
    await operate(stage.apiUrl, ["restore", functionName, "--reason", "they are ready again", "--yes"]);
}
