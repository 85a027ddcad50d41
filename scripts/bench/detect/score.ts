import {
  ATTACK_KINDS,
  type AttackKind,
  BENIGN_KINDS,
  type BenchItem,
  type BenignKind,
} from "./bench-item.ts";
import { quantileOf } from "./quantile.ts";
import { type ItemOutcome, scoreItem } from "./score-item.ts";
import type { Judgement } from "./series-detector.ts";

export type KindScore = {
  readonly attacks: number;
  readonly detected: number;
  readonly recall: number;
  /** Minutes, over the detected ones; undefined when there are none. */
  readonly medianMinutesToDetect: number | undefined;
  readonly p95MinutesToDetect: number | undefined;
  /** Median over all attacks, 0 to 1. */
  readonly medianExcessLetRatio: number;
  readonly medianExcessLet: number;
};

export type DetectorScore = {
  /** Share of all attacks that were detected. */
  readonly recall: number;
  /** On the test day: detected attacks among all that was alarmed about. */
  readonly precision: number;
  readonly falseAlarmsPerFunctionWeek: number;
  readonly functionWeeks: number;
  readonly benignAlarmed: number;
  readonly benignEvents: number;
  readonly medianMinutesToDetect: number | undefined;
  readonly p95MinutesToDetect: number | undefined;
  readonly medianExcessLetRatio: number;
  readonly meanExcessLetRatio: number;
  readonly kinds: Readonly<Partial<Record<AttackKind, KindScore>>>;
  readonly benignKinds: Readonly<
    Partial<Record<BenignKind, { readonly events: number; readonly alarmed: number }>>
  >;
};

/** Scores a detector by its own flags: `judgements[i]` holds one judgement per series of `items[i]`. */
export const scoreFlags = (
  items: readonly BenchItem[],
  judgements: readonly (readonly Judgement[])[],
): DetectorScore =>
  aggregate(
    items.map((item, index) =>
      scoreItem(item, (series, row) => judgements[index]?.[series]?.anomalous[row] === true),
    ),
  );

/** Sums up outcomes; those of several seeds together give the figures over all seeds. */
export function aggregate(outcomes: readonly ItemOutcome[]): DetectorScore {
  const attacks = outcomes.flatMap(({ attack }) => attack ?? []);
  const detected = attacks.filter((attack) => attack.detected).length;
  const benign = outcomes.filter(({ benignAlarmed }) => benignAlarmed !== undefined);
  const benignAlarmed = benign.filter((outcome) => outcome.benignAlarmed === true).length;
  const falseOnTestDay = total(outcomes.map(({ falseAlarms }) => falseAlarms.testDay));
  const falseInHistory = total(outcomes.map(({ falseAlarms }) => falseAlarms.history));
  const functionWeeks = total(outcomes.map((outcome) => outcome.functionWeeks));
  const minutes = attacks.flatMap(({ minutesToDetect }) => minutesToDetect ?? []);
  const ratios = attacks.map(({ excessLetRatio }) => excessLetRatio);
  return {
    recall: detected / Math.max(1, attacks.length),
    precision: detected / Math.max(1, detected + benignAlarmed + falseOnTestDay),
    falseAlarmsPerFunctionWeek: functionWeeks > 0 ? (falseInHistory + falseOnTestDay) / functionWeeks : 0,
    functionWeeks,
    benignAlarmed,
    benignEvents: benign.length,
    medianMinutesToDetect: quantileOf(minutes, 0.5),
    p95MinutesToDetect: quantileOf(minutes, 0.95),
    medianExcessLetRatio: quantileOf(ratios, 0.5) ?? 0,
    meanExcessLetRatio: total(ratios) / Math.max(1, ratios.length),
    kinds: Object.fromEntries(
      ATTACK_KINDS.flatMap((kind) => {
        const ofKind = outcomes.flatMap((outcome) => (outcome.kind === kind ? (outcome.attack ?? []) : []));
        return ofKind.length === 0 ? [] : [[kind, scoreKind(ofKind)] as const];
      }),
    ),
    benignKinds: Object.fromEntries(
      BENIGN_KINDS.flatMap((kind) => {
        const ofKind = benign.filter((outcome) => outcome.kind === kind);
        const alarmed = ofKind.filter((outcome) => outcome.benignAlarmed === true).length;
        return ofKind.length === 0 ? [] : [[kind, { events: ofKind.length, alarmed }] as const];
      }),
    ),
  };
}

function scoreKind(attacks: readonly NonNullable<ItemOutcome["attack"]>[]): KindScore {
  const minutes = attacks.flatMap(({ minutesToDetect }) => minutesToDetect ?? []);
  return {
    attacks: attacks.length,
    detected: minutes.length,
    recall: minutes.length / attacks.length,
    medianMinutesToDetect: quantileOf(minutes, 0.5),
    p95MinutesToDetect: quantileOf(minutes, 0.95),
    medianExcessLetRatio:
      quantileOf(
        attacks.map(({ excessLetRatio }) => excessLetRatio),
        0.5,
      ) ?? 0,
    medianExcessLet:
      quantileOf(
        attacks.map(({ excessLet }) => excessLet),
        0.5,
      ) ?? 0,
  };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
