import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../lib/domain/time.ts";
import { simulatedAccount } from "../../../lib/sim/account.ts";
import type { FunctionFates } from "../../../lib/sim/fates.ts";
import { simulatedControl } from "../../../lib/sim/ports/function-control.ts";
import { simulatedDirectory } from "../../../lib/sim/ports/function-directory.ts";
import { simulatedMetrics } from "../../../lib/sim/ports/metric-reader.ts";
import type { BeginGuarding } from "./guardian.ts";
import { billMeter } from "./hourly-bill.ts";
import type { LearnedScenario } from "./learn-scenario.ts";
import { gatedControl, gatedDirectory, gatedMetrics, outageGate } from "./outages.ts";
import type { LoopScenario } from "./scenario.ts";
import { isBraked, isSame, snapshotSettings } from "./settings-snapshot.ts";

/** What came of one function from the beginning of the scenario to its end. */
export type FunctionStory = {
  readonly usd: number;
  /** Of those that the owner wants served. */
  readonly arrived: number;
  readonly refused: number;
  readonly lost: number;
  readonly deadLettered: number;
  /** When somebody first said, from the beginning of the attack on, that something is wrong with it. */
  readonly toldAtMs: EpochMs | undefined;
  /** When it was first limited, from the beginning of the attack on. */
  readonly brakedAtMs: EpochMs | undefined;
  /** Whether it was limited at any time. */
  readonly wasBraked: boolean;
  readonly isRestored: boolean;
};

export type Story = ReadonlyMap<string, FunctionStory>;

/** The longest look of a tick goes back nine hours; CloudWatch has them when the first minute is judged. */
const WORLD_BEFORE_MS = 12 * HOUR_MS;
/** EventBridge runs its schedules some seconds into the minute. */
const SCHEDULE_OFFSET_MS = 5 * SECOND_MS;

/**
 * Plays one scenario in a world of its own under one policy, minute by minute. Worlds of one scenario draw the same traffic,
 * whatever is done to their functions.
 */
export async function playScenario(
  scenario: LoopScenario,
  learned: LearnedScenario,
  begin: BeginGuarding,
): Promise<Story> {
  const { account: spec, startMs, endMs, attackBeginsMs = startMs } = scenario;
  const account = simulatedAccount({ ...spec, startMs: startMs - WORLD_BEFORE_MS });
  account.schedule(scenario.changes);
  account.advanceTo(startMs);
  const functionNames = spec.functions.map(({ functionName }) => functionName);
  const bill = billMeter(functionNames, account.costUsd, learned.bill);
  const controlGate = outageGate(scenario.outages, "control-plane", account.nowMs);
  const guardian = await begin({
    scenario,
    learned,
    bill,
    clock: account.nowMs,
    metrics: gatedMetrics(simulatedMetrics(account), outageGate(scenario.outages, "metrics", account.nowMs)),
    control: gatedControl(simulatedControl(account), controlGate),
    directory: gatedDirectory(simulatedDirectory(account), controlGate),
  });

  const settingsBefore = snapshotSettings(account, functionNames);
  const before = totalsOf(account, functionNames);
  const toldAtMs = new Map<string, EpochMs>();
  const brakedAtMs = new Map<string, EpochMs>();
  const wereBraked = new Set<string>();
  for (let minuteMs = startMs; minuteMs < endMs; minuteMs += MINUTE_MS) {
    account.advanceTo(minuteMs + SCHEDULE_OFFSET_MS);
    if (minuteMs % HOUR_MS === 0 && minuteMs > startMs) bill.closeHour(minuteMs);
    const told = await guardian.tick();
    const isUnderAttack = minuteMs >= attackBeginsMs;
    for (const functionName of told)
      if (isUnderAttack && !toldAtMs.has(functionName)) toldAtMs.set(functionName, minuteMs);
    for (const [functionName, settings] of snapshotSettings(account, functionNames)) {
      const prior = settingsBefore.get(functionName);
      if (prior === undefined || !isBraked(prior, settings)) continue;
      wereBraked.add(functionName);
      if (isUnderAttack && !brakedAtMs.has(functionName)) brakedAtMs.set(functionName, minuteMs);
    }
  }
  account.advanceTo(endMs);

  const settingsAfter = snapshotSettings(account, functionNames);
  const after = totalsOf(account, functionNames);
  return new Map(
    functionNames.map((functionName) => {
      const [first, last] = [before.get(functionName), after.get(functionName)];
      const [prior, present] = [settingsBefore.get(functionName), settingsAfter.get(functionName)];
      if (!first || !last || !prior || !present) throw new RangeError(`${functionName} has left the world`);
      const grown = (fate: keyof FunctionFates["legitimate"]) =>
        last.legitimate[fate] - first.legitimate[fate];
      return [
        functionName,
        {
          usd: last.usd - first.usd,
          arrived: grown("arrived"),
          refused: grown("refused"),
          lost: grown("lost"),
          deadLettered: grown("deadLettered"),
          toldAtMs: toldAtMs.get(functionName),
          brakedAtMs: brakedAtMs.get(functionName),
          wasBraked: wereBraked.has(functionName),
          isRestored: isSame(prior, present),
        },
      ];
    }),
  );
}

const totalsOf = (account: ReturnType<typeof simulatedAccount>, functionNames: readonly string[]) =>
  new Map(
    functionNames.map((functionName) => [
      functionName,
      { usd: account.costUsd(functionName), legitimate: account.fates(functionName).legitimate },
    ]),
  );
