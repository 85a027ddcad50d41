import type { EpochMs } from "../../../lib/domain/time.ts";
import type { SimulatedAccount } from "../../../lib/sim/simulated-account.ts";
import type { LoopScenario } from "./scenario.ts";
import { isBraked, isSame, snapshotSettings } from "./settings-snapshot.ts";

/** What came of one function from the beginning of the scenario to its end. */
export type FunctionStory = {
  /** Cost since the beginning, USD: after every minute, and at the end. */
  readonly usdByMinute: readonly number[];
  /** Of those that the owner wants served. */
  readonly arrived: number;
  readonly refused: number;
  readonly lost: number;
  readonly deadLettered: number;
  /** The first minute from the beginning of the attack on in which somebody said that something is wrong with it. */
  readonly toldAtMs: EpochMs | undefined;
  /** The first minute from the beginning of the attack on in which it was limited. */
  readonly brakedAtMs: EpochMs | undefined;
  /** Whether it was limited before the attack began. */
  readonly wasBrakedBefore: boolean;
  readonly isRestored: boolean;
};

export type Story = ReadonlyMap<string, FunctionStory>;

export type StoryTeller = {
  /** To be called once a minute, after the guardian. */
  note(minuteMs: EpochMs, told: ReadonlySet<string>): void;
  /** To be called at the end of the scenario. */
  finish(): Story;
};

export const namesOf = ({ account }: LoopScenario): readonly string[] =>
  account.functions.map(({ functionName }) => functionName);

/** Looks at the account itself and believes no guardian about what it did. To be made when the scenario begins. */
export function storyTeller(scenario: LoopScenario, account: SimulatedAccount): StoryTeller {
  const tellers = namesOf(scenario).map((functionName): [string, FunctionTeller] => [
    functionName,
    functionTeller(scenario, account, functionName),
  ]);
  return {
    note(minuteMs, told) {
      for (const [functionName, teller] of tellers) teller.note(minuteMs, told.has(functionName));
    },
    finish: () => new Map(tellers.map(([functionName, teller]) => [functionName, teller.finish()])),
  };
}

type FunctionTeller = { note(minuteMs: EpochMs, isTold: boolean): void; finish(): FunctionStory };

function functionTeller(
  { startMs, attackBeginsMs = startMs }: LoopScenario,
  account: SimulatedAccount,
  functionName: string,
): FunctionTeller {
  const settings = snapshotSettings(account, functionName);
  const fates = { ...account.fates(functionName).legitimate };
  const usd = account.costUsd(functionName);
  const usdByMinute: number[] = [];
  let toldAtMs: EpochMs | undefined;
  let brakedAtMs: EpochMs | undefined;
  let wasBrakedBefore = false;
  const noteCost = () => usdByMinute.push(account.costUsd(functionName) - usd);
  return {
    note(minuteMs, isTold) {
      noteCost();
      const isUnderAttack = minuteMs >= attackBeginsMs;
      const isNowBraked = isBraked(settings, snapshotSettings(account, functionName));
      if (!isUnderAttack && isNowBraked) wasBrakedBefore = true;
      if (isUnderAttack && isTold) toldAtMs ??= minuteMs;
      if (isUnderAttack && isNowBraked) brakedAtMs ??= minuteMs;
    },
    finish() {
      noteCost();
      const now = account.fates(functionName).legitimate;
      return {
        usdByMinute,
        arrived: now.arrived - fates.arrived,
        refused: now.refused - fates.refused,
        lost: now.lost - fates.lost,
        deadLettered: now.deadLettered - fates.deadLettered,
        toldAtMs,
        brakedAtMs,
        wasBrakedBefore,
        isRestored: isSame(settings, snapshotSettings(account, functionName)),
      };
    },
  };
}
