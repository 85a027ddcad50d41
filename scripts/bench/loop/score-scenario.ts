import { type EpochMs, MINUTE_MS } from "../../../lib/domain/time.ts";
import type { PolicyName } from "./policies/all-policies.ts";
import type { LoopScenario, LoopScenarioKind } from "./scenario.ts";
import type { FunctionStory, Story } from "./story.ts";

/** How one policy did in one scenario. */
export type LoopOutcome = {
  /** Of the scenario. */
  readonly name: string;
  readonly kind: LoopScenarioKind;
  readonly policy: PolicyName;
  /** Whole minutes from the beginning of the attack until it says that something is wrong with an attacked function. */
  readonly minutesToDetect: number | null;
  /** Until an attacked function is first limited. */
  readonly minutesToStop: number | null;
  /** Of how many attacked functions. */
  readonly attacked: number;
  readonly attackedStopped: number;
  /** What the attacked functions cost beyond a calm day, USD at list price. */
  readonly usdBurned: number;
  /** What they burn without a guard, less that. */
  readonly usdAvoided: number;
  /** Callers whom the owner wants served and who got 429, over all functions. */
  readonly legitimateCallsRefused: number;
  /** Events that the owner wants processed and nobody can bring back, beyond those that are lost without a guard. */
  readonly eventsLost: number;
  /** Those that ended in a dead-letter queue, beyond those without a guard. */
  readonly eventsDeadLettered: number;
  /** All that are lost, those that would be so without a guard included. */
  readonly eventsLostInAll: number;
  /** Functions that were limited although nothing was wrong with them, or before anything was. */
  readonly falseTrips: number;
  /** Whether every setting of every function is at the end as it was at the beginning. */
  readonly restoredExactly: boolean;
};

/** The same scenario under nobody's guard, and on a calm day: what the policies are measured against. */
export type Counterfactuals = { readonly unguarded: Story; readonly calm: Story };

export function scoreScenario(
  scenario: LoopScenario,
  policy: PolicyName,
  story: Story,
  { unguarded, calm }: Counterfactuals,
): LoopOutcome {
  const { name, kind, attacked, startMs, attackBeginsMs = startMs } = scenario;
  const stories = [...story.values()];
  const attackedStories = attacked.flatMap((functionName) => story.get(functionName) ?? []);
  const minutesUntil = (atMs: (story: FunctionStory) => EpochMs | undefined): number | null => {
    const times = attackedStories.map(atMs).filter((time) => time !== undefined);
    return times.length === 0 ? null : (Math.min(...times) - attackBeginsMs) / MINUTE_MS;
  };
  const usdBurned = burnedUsd(attacked, story, calm);
  return {
    name,
    kind,
    policy,
    minutesToDetect: minutesUntil(({ toldAtMs }) => toldAtMs),
    minutesToStop: minutesUntil(({ brakedAtMs }) => brakedAtMs),
    attacked: attacked.length,
    attackedStopped: attackedStories.filter(({ brakedAtMs }) => brakedAtMs !== undefined).length,
    usdBurned,
    usdAvoided: burnedUsd(attacked, unguarded, calm) - usdBurned,
    legitimateCallsRefused: sum(stories.map(({ refused }) => refused)),
    eventsLost: beyond(story, unguarded, ({ lost }) => lost),
    eventsDeadLettered: beyond(story, unguarded, ({ deadLettered }) => deadLettered),
    eventsLostInAll: sum(stories.map(({ lost }) => lost)),
    falseTrips: [...story].filter(
      ([functionName, { wasBrakedBefore, brakedAtMs }]) =>
        wasBrakedBefore || (brakedAtMs !== undefined && !attacked.includes(functionName)),
    ).length,
    restoredExactly: stories.every(({ isRestored }) => isRestored),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const burnedUsd = (attacked: readonly string[], story: Story, calm: Story): number =>
  sum(attacked.map((functionName) => peakExcessUsd(story.get(functionName), calm.get(functionName))));

/**
 * The most that a function ever stood above the calm day. Not the excess at the end: a function that stands still for hours
 * costs less than on a calm day, and calls refused are no money saved from an attack. Not the sum of dear minutes either:
 * events that waited are worked off later, once.
 */
function peakExcessUsd(story: FunctionStory | undefined, calm: FunctionStory | undefined): number {
  let peakUsd = 0;
  story?.usdByMinute.forEach((usd, minute) => {
    peakUsd = Math.max(peakUsd, usd - (calm?.usdByMinute[minute] ?? 0));
  });
  return peakUsd;
}

const beyond = (story: Story, unguarded: Story, count: (story: FunctionStory) => number): number =>
  sum(
    [...story].map(([functionName, own]) => {
      const other = unguarded.get(functionName);
      return Math.max(0, count(own) - (other === undefined ? 0 : count(other)));
    }),
  );
