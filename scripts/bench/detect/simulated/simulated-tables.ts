import { usd } from "../../../../lib/domain/usd.ts";
import type { BenchTable } from "../tables.ts";
import { ATTACK_SCENES, BENIGN_SCENES } from "./scene.ts";
import { attacksOf, benignOf, type KindOutcome, ofKind, scoreOf, type WatcherScore } from "./sum-up.ts";
import { WATCHER_TITLES, WATCHERS } from "./watcher.ts";

export const simulatedTables = (outcomes: readonly KindOutcome[]): readonly BenchTable[] => [
  summary(outcomes),
  attackTable(outcomes),
  benignTable(outcomes),
];

const decimals = (value: number | undefined, digits: number): string => value?.toFixed(digits) ?? "-";
const share = (part: number | undefined, whole: number): string =>
  part === undefined ? "-" : `${part} of ${whole}`;

const summary = (outcomes: readonly KindOutcome[]): BenchTable => ({
  title: "All scenes",
  head: [
    "watcher",
    "attacks told",
    "minutes until told (median)",
    "(95 %)",
    "rightly named",
    "USD until told (median)",
    "harmless told",
    "false alarms / week",
  ],
  rows: WATCHERS.map((watcher) => {
    const attacks = scoreOf(attacksOf(outcomes), watcher);
    const benign = scoreOf(benignOf(outcomes), watcher);
    const { falseAlarms, functionWeeks } = scoreOf(outcomes, watcher);
    return [
      WATCHER_TITLES[watcher],
      share(attacks.told, attacks.scenes),
      decimals(attacks.medianMinutes, 0),
      decimals(attacks.p95Minutes, 0),
      share(attacks.rightlyNamed, attacks.told),
      usd(attacks.medianUsdUntilTold),
      share(benign.told, benign.scenes),
      decimals(falseAlarms / functionWeeks, 2),
    ];
  }),
});

const attackTable = (outcomes: readonly KindOutcome[]): BenchTable => ({
  title: "Attacks: told, and minutes until then (median)",
  head: [
    "attack",
    ...WATCHERS.map((watcher) => WATCHER_TITLES[watcher]),
    "rightly named",
    "would be stopped",
    "USD until told (median)",
  ],
  rows: ATTACK_SCENES.map((kind) => {
    const scenes = ofKind(outcomes, kind);
    const ours = scoreOf(scenes, "overcurrent");
    return [
      kind,
      ...WATCHERS.map((watcher) => toldWords(scoreOf(scenes, watcher))),
      share(ours.rightlyNamed, ours.told),
      share(ours.wouldStop, ours.scenes),
      usd(ours.medianUsdUntilTold),
    ];
  }),
});

const toldWords = ({ told, scenes, medianMinutes }: WatcherScore): string =>
  medianMinutes === undefined ? `0 of ${scenes}` : `${told} of ${scenes}, ${medianMinutes.toFixed(0)} min`;

const benignTable = (outcomes: readonly KindOutcome[]): BenchTable => ({
  title: "What is harmless: told all the same",
  head: ["event", ...WATCHERS.map((watcher) => WATCHER_TITLES[watcher]), "would be stopped"],
  rows: BENIGN_SCENES.map((kind) => {
    const scenes = ofKind(outcomes, kind);
    const scores = WATCHERS.map((watcher) => scoreOf(scenes, watcher));
    return [
      kind,
      ...scores.map(({ told, scenes: all }) => share(told, all)),
      share(scoreOf(scenes, "overcurrent").wouldStop, scenes.length),
    ];
  }),
});
