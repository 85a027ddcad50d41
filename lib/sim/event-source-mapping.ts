import type { EpochMs } from "../domain/time.ts";
import type { SourcePolling } from "./event-source.ts";
import { AwsError, type EventSourceMappingConfiguration } from "./faces.ts";
import { pollingSwitch } from "./polling-switch.ts";
import type { Random } from "./random.ts";

/** What polls a queue or stream for a function, with its states in transition. */
export type EventSourceMapping = SourcePolling & {
  readonly uuid: string;
  readonly functionName: string;
  readonly sourceArn: string;
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
  const polling = pollingSwitch(parts.createdMs, random);
  let maximumConcurrency = parts.maximumConcurrency;
  let lastModifiedMs = parts.createdMs;
  /** The state on the way. */
  let transition: State = "Enabled";

  const stateAt = (atMs: EpochMs): State =>
    polling.isMoving(atMs) ? transition : polling.isOn() ? "Enabled" : "Disabled";

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
    polls: polling.polls,
    maximumConcurrency: () => maximumConcurrency,
    configuration,
    update(atMs, change) {
      if (polling.isMoving(atMs))
        throw new AwsError(
          "ResourceInUseException",
          "Cannot update the event source mapping because it is in use.",
        );
      if (change.ScalingConfig !== undefined) {
        maximumConcurrency = checkedConcurrency(change.ScalingConfig.MaximumConcurrency, parts.isQueue);
      }
      lastModifiedMs = atMs;
      if (change.Enabled === undefined || change.Enabled === polling.isOn()) {
        polling.touch(atMs);
        transition = "Updating";
      } else {
        polling.turn(atMs, change.Enabled);
        transition = change.Enabled ? "Enabling" : "Disabling";
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
