import type { MetricQuery } from "./faces.ts";
import type { TallyField } from "./minute-tally.ts";

/** How CloudWatch's statistics of one metric follow from what was tallied. */
export type MetricShape =
  /** Each occurrence is a sample of 1. */
  | { readonly kind: "count"; readonly field: TallyField }
  /** One sample per minute, the highest value in it. */
  | { readonly kind: "level"; readonly field: TallyField }
  /** One sample per run. */
  | { readonly kind: "duration" };

/** The metrics of namespace AWS/Lambda that this world publishes. */
export const METRICS: Readonly<Record<string, MetricShape>> = {
  Invocations: { kind: "count", field: "invocations" },
  Duration: { kind: "duration" },
  Errors: { kind: "count", field: "errors" },
  Throttles: { kind: "count", field: "throttles" },
  ConcurrentExecutions: { kind: "level", field: "concurrentExecutions" },
  UnreservedConcurrentExecutions: { kind: "level", field: "unreservedConcurrentExecutions" },
  AsyncEventsReceived: { kind: "count", field: "asyncEventsReceived" },
  AsyncEventAge: { kind: "level", field: "asyncEventAgeMs" },
  AsyncEventsDropped: { kind: "count", field: "asyncEventsDropped" },
  RecursiveInvocationsDropped: { kind: "count", field: "recursiveInvocationsDropped" },
  IteratorAge: { kind: "level", field: "iteratorAgeMs" },
};

/** The field that has a value whenever the metric has a datapoint. */
export const presenceField = (shape: MetricShape): TallyField =>
  shape.kind === "duration" ? "invocations" : shape.field;

export type Stat = MetricQuery["stat"];
