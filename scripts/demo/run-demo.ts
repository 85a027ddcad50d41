import { setTimeout } from "node:timers/promises";
import type { Colors } from "picocolors/types";
import type { LedgerEntry } from "../../lib/domain/ledger.ts";
import { DAY_MS } from "../../lib/domain/time.ts";
import { simulatedAccount } from "../../lib/sim/account.ts";
import { type PlayedDay, playedDay } from "../../lib/sim/day/played-day.ts";
import type { SimulatedAccount } from "../../lib/sim/simulated-account.ts";
import { recordCosts } from "./cost-curve.ts";
import { MINUTES_PER_DAY } from "./day-length.ts";
import { type Consumption, consumptionSoFar, type GuardCost, guardCost } from "./guard-cost.ts";
import type { DemoOptions } from "./options.ts";
import { playDay, raiseStageFor } from "./play.ts";
import type { Progress } from "./progress.ts";
import { happeningLine } from "./render.ts";
import { type FunctionTruth, type Score, score } from "./score.ts";
import { describeSettings } from "./settings-snapshot.ts";
import { playShadow } from "./shadow-world.ts";
import type { Stage } from "./stage.ts";
import type { Happening } from "./timeline.ts";

export type DemoResult = {
  readonly day: PlayedDay;
  readonly score: Score;
  readonly cost: GuardCost;
  readonly ticks: number;
  readonly guardedPerMinute: readonly number[];
  readonly unguardedPerMinute: readonly number[];
  /** The e-mail that told of the first brake, as its owner got it. */
  readonly firstAlert: { readonly subject: string; readonly text: string } | undefined;
  /** What went wrong behind the scenes; nothing, on a good day. */
  readonly troubles: readonly string[];
};

/** Plays history, the guarded day and its two shadows, and holds what the guard did against what happened. */
export async function runDemo(
  options: DemoOptions,
  progress: Progress,
  say: (line: string) => void,
  colors: Colors,
): Promise<DemoResult> {
  const day = playedDay(options.seed);
  const functionNames = day.account.functions.map(({ functionName }) => functionName);
  progress.say(`playing two weeks of history of ${functionNames.length} functions`);
  const account = simulatedAccount(day.account);
  account.schedule(day.changes);
  account.advanceTo(day.startOfDayMs);

  progress.say("playing the day without a guard, and without attacks, for comparison");
  const unguarded = playShadow(day, day.changes, functionNames);
  const ordinary = playShadow(day, [], functionNames);

  progress.say("building the guard, and playing the day with it");
  const settingsBefore = new Map(functionNames.map((name) => [name, describeSettings(account, name)]));
  const fatesBefore = new Map(functionNames.map((name) => [name, account.fates(name).legitimate]));
  const costs = recordCosts(account, functionNames, day.startOfDayMs);
  const onHappening = (happening: Happening): void => {
    progress.stop();
    say(happeningLine(happening, colors));
  };
  const stage = await raiseStageFor(account, onHappening);
  try {
    let before: Promise<Consumption> | undefined;
    let nextMinuteMs = performance.now();
    await playDay(day, account, stage, {
      onHappening,
      // Setting up happens once, so it is no part of a month.
      onReady: () => {
        before = consumptionSoFar(stage, 0, account.nowMs());
      },
      onMinute: async (minutes) => {
        costs.record();
        progress.minutesPlayed(minutes);
        if (options.speed === undefined) return;
        nextMinuteMs += 1000 / options.speed;
        await setTimeout(Math.max(0, nextMinuteMs - performance.now()));
      },
    });
    progress.stop();
    const after = await consumptionSoFar(stage, account.topics.published().length, day.startOfDayMs);
    const cost = guardCost((await before) ?? after, after, MINUTES_PER_DAY);
    const truthOf = (functionName: string): FunctionTruth => {
      const before = fatesBefore.get(functionName);
      const after = account.fates(functionName).legitimate;
      const since = (fate: "refused" | "lost" | "deadLettered"): number =>
        after[fate] - (before?.[fate] ?? 0);
      return {
        trigger:
          day.account.functions
            .find((spec) => spec.functionName === functionName)
            ?.triggers.map(({ kind }) => kind)
            .join(", ") ?? "unknown",
        settingsBefore: settingsBefore.get(functionName) ?? "unknown",
        settingsAfter: describeSettings(account, functionName),
        legitimateCallsRefused: since("refused"),
        eventsLost: since("lost") + since("deadLettered"),
        guarded: costs.curveOf(functionName),
        unguarded: unguarded.curveOf(functionName),
        ordinary: ordinary.curveOf(functionName),
      };
    };
    return {
      day,
      score: score({
        day,
        truthOf,
        ledger: await readLedger(stage, day),
        incidents: await readIncidents(stage),
      }),
      cost,
      ticks: stage.runs.get("watch") ?? 0,
      guardedPerMinute: account.fleetUsdPerMinute(day.startOfDayMs, day.endOfDayMs),
      unguardedPerMinute: unguarded.usdPerMinute,
      firstAlert: firstBrakeAlert(account),
      troubles: troublesOf(stage),
    };
  } finally {
    await stage.close();
  }
}

const readLedger = (stage: Stage, day: PlayedDay): Promise<readonly LedgerEntry[]> =>
  stage.stores.ledger.listSince(day.endOfDayMs - DAY_MS);

async function readIncidents({ stores }: Stage) {
  const [open, resolved] = await Promise.all([
    stores.incidents.listOpen(),
    stores.incidents.listResolved(100),
  ]);
  return [...open, ...resolved];
}

function firstBrakeAlert({ topics }: SimulatedAccount): DemoResult["firstAlert"] {
  const found = topics.published().find(({ subject = "" }) => /\] (STOPPED|CAPPED) /.test(subject));
  return found && { subject: found.subject ?? "", text: found.text };
}

/** Requests that the simulated account does not know, and asynchronous runs that threw: both must be none. */
const troublesOf = ({ server, log }: Stage): string[] => [
  ...server.unknownRequests().map((request) => `unknown request: ${request}`),
  ...server.failedEvents().map((event) => `failed event: ${JSON.stringify(event)}`),
  ...log.lines.filter((line) => line.includes('"level":"ERROR"')),
];
