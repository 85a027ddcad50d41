import type { EpochMs } from "../domain/time.ts";
import { type DurationModel, durationModel } from "./duration-model.ts";
import { type Random, randomStream } from "./random.ts";
import type { Change, DurationSpec, FunctionSpec, Sending, Traffic } from "./spec.ts";

export type SelfFeeding = { readonly eventsPerRun: number; readonly propagatesTrace: boolean };
export type ExtraTraffic = Traffic & {
  readonly trigger: number;
  readonly legitimate: boolean;
  readonly random: Random;
};

/** How a function behaves now, after the changes that have come over it. */
export type Behaviour = {
  /** Brings into effect what is due by then. Changes count from minute to minute. */
  beginMinute(minuteStartMs: EpochMs): void;
  add(change: Change): void;
  durations(): DurationModel;
  /** Share of runs that fail, those that time out included. */
  failureRatio(): number;
  feeding(trigger: number): SelfFeeding | undefined;
  /** What each successful run puts on triggers of others and nobody wants. */
  fanOut(): readonly Sending[];
  extraTraffic(): readonly ExtraTraffic[];
  lastModifiedMs(): EpochMs;
};

type Lasting = Exclude<Change, { kind: "deploy" | "fix" }>;
type Of<Kind extends Change["kind"]> = Extract<Change, { kind: Kind }>;

export function behaviour(spec: FunctionSpec, seed: number): Behaviour {
  let coming: Change[] = [];
  let lasting: Lasting[] = [];
  let deployed: Of<"deploy"> | undefined;
  let lastModifiedMs = spec.lastModifiedMs;
  let durations = durationModel(spec.duration, 1, spec.timeoutSeconds * 1000);
  let failureRatio = 0;
  let feeding: readonly Of<"self-feeding">[] = [];
  let fanOut: readonly Sending[] = [];
  let extraTraffic: readonly ExtraTraffic[] = [];
  /** Kept per change, so that what others draw never moves its arrivals. */
  const streams = new Map<Change, Random>();

  const current = <Kind extends Lasting["kind"]>(kind: Kind) =>
    lasting.filter((change): change is Extract<Lasting, { kind: Kind }> => change.kind === kind);

  function settle(): void {
    const failure = current("downstream-failure").at(-1);
    const duration: DurationSpec = failure?.duration ?? spec.duration;
    const factor = failure === undefined ? (deployed?.durationFactor ?? 1) : 1;
    durations = durationModel(duration, factor, spec.timeoutSeconds * 1000);
    const errorRatio = failure?.errorRatio ?? deployed?.errorRatio ?? spec.errorRatio;
    failureRatio = 1 - (1 - errorRatio) * (1 - durations.timeoutRatio);
    feeding = current("self-feeding");
    fanOut = current("fan-out");
    extraTraffic = current("extra-traffic").map((change) => ({ ...change, random: streamOf(change) }));
  }

  function streamOf(change: Of<"extra-traffic">): Random {
    const known = streams.get(change);
    if (known !== undefined) return known;
    const name = `${spec.functionName}/${change.trigger}/extra/${change.atMs}/${change.legitimate}`;
    const stream = randomStream(seed, name);
    streams.set(change, stream);
    return stream;
  }

  function apply(change: Change): void {
    if (change.kind === "deploy" || change.kind === "fix") {
      deployed = change.kind === "deploy" ? change : undefined;
      lastModifiedMs = Math.max(lastModifiedMs, change.atMs);
      if (change.kind === "fix") lasting = lasting.filter(({ kind }) => kind === "extra-traffic");
    } else lasting.push(change);
  }

  settle();
  return {
    add(change) {
      coming = [...coming, change].sort((a, b) => a.atMs - b.atMs);
    },
    beginMinute(minuteStartMs) {
      // Most functions never change, and are asked some million times in a played day.
      if (coming.length === 0 && lasting.length === 0) return;
      const due = coming.filter(({ atMs }) => atMs <= minuteStartMs);
      const hasEnded = ({ untilMs }: Lasting) => untilMs !== undefined && untilMs <= minuteStartMs;
      if (due.length === 0 && !lasting.some(hasEnded)) return;
      coming = coming.slice(due.length);
      due.forEach(apply);
      lasting = lasting.filter((change) => !hasEnded(change));
      settle();
    },
    durations: () => durations,
    failureRatio: () => failureRatio,
    feeding: (trigger) => feeding.findLast((change) => change.trigger === trigger),
    fanOut: () => fanOut,
    extraTraffic: () => extraTraffic,
    lastModifiedMs: () => lastModifiedMs,
  };
}
