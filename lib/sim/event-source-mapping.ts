import { type EpochMs, SECOND_MS } from "../domain/time.ts";
import { AwsError, type EventSourceMappingConfiguration } from "./faces.ts";
import type { Random } from "./random.ts";

/** What polls a queue or stream for a function, with its states in transition. */
export type EventSourceMapping = {
  readonly uuid: string;
  readonly functionName: string;
  readonly sourceArn: string;
  /** Whether it takes from its source then. It goes on for a while after it was switched off, even beyond "Disabled". */
  polls(atMs: EpochMs): boolean;
  /** Its own ceiling of concurrent runs. */
  maximumConcurrency(): number | undefined;
  configuration(atMs: EpochMs): EventSourceMappingConfiguration;
  /** @throws {AwsError} while it is in transition, or when the change is not possible */
  update(
    atMs: EpochMs,
    change: {
      Enabled?: boolean | undefined;
      ScalingConfig?: { MaximumConcurrency?: number | undefined } | undefined;
    },
  ): EventSourceMappingConfiguration;
};

type State = EventSourceMappingConfiguration["State"];

/** Transitions are seen to take from some twenty seconds to a minute. */
const SHORTEST_TRANSITION_MS = 20 * SECOND_MS;
const TRANSITION_SPREAD_MS = 40 * SECOND_MS;
/** Polling was seen to go on for up to half a minute after a mapping called itself Disabled. */
const LONGEST_AFTERGLOW_MS = 30 * SECOND_MS;

export function eventSourceMapping(parts: {
  readonly functionName: string;
  readonly functionArn: string;
  readonly sourceArn: string;
  readonly batchSize: number;
  readonly isQueue: boolean;
  readonly maximumConcurrency: number | undefined;
  readonly maximumRecordAgeSeconds: number | undefined;
  readonly createdMs: EpochMs;
  readonly random: Random;
}): EventSourceMapping {
  const { random } = parts;
  const uuid = randomUuid(random);
  let isEnabled = true;
  let maximumConcurrency = parts.maximumConcurrency;
  let lastModifiedMs = parts.createdMs;
  /** The state on the way, until `settledMs`. */
  let transition: State = "Enabled";
  let settledMs = parts.createdMs;
  /** Polling starts or stops with some delay. */
  let takesEffectMs = parts.createdMs;

  const stateAt = (atMs: EpochMs): State =>
    atMs < settledMs ? transition : isEnabled ? "Enabled" : "Disabled";

  function configuration(atMs: EpochMs): EventSourceMappingConfiguration {
    return {
      UUID: uuid,
      EventSourceArn: parts.sourceArn,
      FunctionArn: parts.functionArn,
      State: stateAt(atMs),
      StateTransitionReason: "USER_INITIATED",
      LastModified: lastModifiedMs / 1000,
      BatchSize: parts.batchSize,
      ...(maximumConcurrency === undefined
        ? {}
        : { ScalingConfig: { MaximumConcurrency: maximumConcurrency } }),
      ...(parts.maximumRecordAgeSeconds === undefined
        ? {}
        : { MaximumRecordAgeInSeconds: parts.maximumRecordAgeSeconds }),
    };
  }

  return {
    uuid,
    functionName: parts.functionName,
    sourceArn: parts.sourceArn,
    polls: (atMs) => (isEnabled ? atMs >= takesEffectMs : atMs < takesEffectMs),
    maximumConcurrency: () => maximumConcurrency,
    configuration,
    update(atMs, change) {
      if (atMs < settledMs)
        throw new AwsError(
          "ResourceInUseException",
          "Cannot update the event source mapping because it is in use.",
        );
      if (change.ScalingConfig !== undefined) {
        maximumConcurrency = checkedConcurrency(change.ScalingConfig.MaximumConcurrency, parts.isQueue);
      }
      const switches = change.Enabled !== undefined && change.Enabled !== isEnabled;
      lastModifiedMs = atMs;
      settledMs = atMs + SHORTEST_TRANSITION_MS + Math.floor(random.uniform() * TRANSITION_SPREAD_MS);
      if (!switches) transition = "Updating";
      else {
        isEnabled = !isEnabled;
        transition = isEnabled ? "Enabling" : "Disabling";
        takesEffectMs = isEnabled
          ? settledMs
          : settledMs + Math.floor(random.uniform() * LONGEST_AFTERGLOW_MS);
      }
      return configuration(atMs);
    },
  };
}

function checkedConcurrency(wanted: number | undefined, isQueue: boolean): number | undefined {
  if (!isQueue)
    throw new AwsError(
      "InvalidParameterValueException",
      "ScalingConfig is only supported for Amazon SQS event source mappings.",
    );
  if (wanted !== undefined && !(Number.isInteger(wanted) && wanted >= 2 && wanted <= 1000))
    throw new AwsError(
      "InvalidParameterValueException",
      `1 validation error detected: Value '${wanted}' at 'scalingConfig.maximumConcurrency' failed to satisfy constraint: Member must have value between 2 and 1000`,
    );
  return wanted;
}

function randomUuid(random: Random): string {
  const hex = (length: number) =>
    Array.from({ length }, () => Math.floor(random.uniform() * 16).toString(16)).join("");
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
}
