import type { Anomaly, SignalKind } from "../domain/anomaly.ts";

/** The CloudWatch metric that a signal rests on. Signals from one metric cannot confirm each other. */
export type Witness =
  | "Duration"
  | "ConcurrentExecutions"
  | "Errors"
  | "Throttles"
  | "AsyncEventsReceived"
  | "RecursiveInvocationsDropped";

const WITNESS_OF: Readonly<Record<SignalKind, Witness>> = {
  volume: "Duration",
  burn: "Duration",
  duration: "Duration",
  growth: "Duration",
  drift: "Duration",
  persistence: "Duration",
  concurrency: "ConcurrentExecutions",
  errors: "Errors",
  throttles: "Throttles",
  "async-events": "AsyncEventsReceived",
  recursion: "RecursiveInvocationsDropped",
};

/** The independent witnesses of an anomaly, each once. An action needs two. */
export const witnesses = ({ signals }: Pick<Anomaly, "signals">): readonly Witness[] => [
  ...new Set(signals.map(({ kind }) => WITNESS_OF[kind])),
];
