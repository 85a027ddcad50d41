import { usd } from "../../../lib/domain/usd.ts";
import type { BenchTable } from "../detect/tables.ts";
import { POLICIES, type PolicyName } from "./policies/all-policies.ts";
import type { LoopOutcome } from "./score-scenario.ts";
import { sumUp } from "./sum-up.ts";

/** What is told for people: the policies over the suite, what each scenario costs under each, and ours in detail. */
export const loopTables = (
  outcomes: readonly LoopOutcome[],
  policies: readonly PolicyName[],
): readonly BenchTable[] => [
  totals(outcomes, policies),
  ...(policies.includes("overcurrent") ? [oneByOne(outcomes, "overcurrent")] : []),
  burned(outcomes, policies),
];

const count = (value: number): string => value.toLocaleString("en-US");
const minutes = (value: number | null): string => (value === null ? "-" : count(value));

/** What both tables tell, of a policy or of a scenario. */
const FIGURES = [
  "stopped",
  "minutes to detect",
  "minutes to stop",
  "USD burned",
  "USD avoided",
  "calls refused",
  "events lost",
  "dead-lettered",
  "false trips",
  "restored",
] as const;

const totals = (outcomes: readonly LoopOutcome[], policies: readonly PolicyName[]): BenchTable => ({
  title: "All scenarios; minutes are medians",
  head: ["policy", ...FIGURES],
  rows: policies.map((policy) => {
    const sums = sumUp(outcomes, policy);
    return [
      POLICIES[policy].title,
      `${sums.attacksStopped} of ${sums.attacks}`,
      minutes(sums.minutesToDetect),
      minutes(sums.minutesToStop),
      usd(sums.usdBurned),
      usd(sums.usdAvoided),
      count(sums.legitimateCallsRefused),
      count(sums.eventsLost),
      count(sums.eventsDeadLettered),
      count(sums.falseTrips),
      `${sums.restoredExactly} of ${sums.scenarios}`,
    ];
  }),
});

const oneByOne = (outcomes: readonly LoopOutcome[], policy: PolicyName): BenchTable => ({
  title: `${POLICIES[policy].title}, scenario by scenario`,
  head: ["scenario", ...FIGURES],
  rows: outcomes
    .filter((outcome) => outcome.policy === policy)
    .map((outcome) => [
      outcome.name,
      outcome.attacked === 0 ? "-" : `${outcome.attackedStopped} of ${outcome.attacked}`,
      minutes(outcome.minutesToDetect),
      minutes(outcome.minutesToStop),
      usd(outcome.usdBurned),
      usd(outcome.usdAvoided),
      count(outcome.legitimateCallsRefused),
      count(outcome.eventsLost),
      count(outcome.eventsDeadLettered),
      count(outcome.falseTrips),
      outcome.restoredExactly ? "yes" : "no",
    ]),
});

const burned = (outcomes: readonly LoopOutcome[], policies: readonly PolicyName[]): BenchTable => ({
  title: "USD burned, and events lost in brackets",
  head: ["scenario", ...policies.map((policy) => POLICIES[policy].title)],
  rows: [...new Set(outcomes.map(({ name }) => name))].map((name) => [
    name,
    ...policies.map((policy) => {
      const outcome = outcomes.find((each) => each.name === name && each.policy === policy);
      if (outcome === undefined) return "-";
      const lost = outcome.eventsLost > 0 ? ` (${count(outcome.eventsLost)})` : "";
      return `${usd(outcome.usdBurned)}${lost}`;
    }),
  ]),
});
