import type { EpochMs } from "../domain/time.ts";
import type { SourcePolling } from "./event-source.ts";
import { AwsError, type PipeDescription } from "./faces.ts";
import { pollingSwitch } from "./polling-switch.ts";
import type { Random } from "./random.ts";
import type { SqsSpec, StreamSpec } from "./spec.ts";

/** What takes from a queue or stream and calls a function, outside Lambda. While it is stopped its source keeps what is unread. */
export type Pipe = SourcePolling & {
  readonly pipeName: string;
  description(atMs: EpochMs): PipeDescription;
  /** @throws {AwsError} while it is on its way, or is already there */
  start(atMs: EpochMs): PipeDescription;
  /** @throws {AwsError} likewise */
  stop(atMs: EpochMs): PipeDescription;
};

export function pipe(parts: {
  readonly pipeName: string;
  readonly pipeArn: string;
  readonly sourceArn: string;
  readonly source: SqsSpec | StreamSpec;
  readonly targetArn: string;
  readonly createdMs: EpochMs;
  readonly random: Random;
}): Pipe {
  const { pipeName } = parts;
  const polling = pollingSwitch(parts.createdMs, parts.random);
  let lastModifiedMs = parts.createdMs;

  const stateAt = (atMs: EpochMs): PipeDescription["CurrentState"] => {
    if (polling.isMoving(atMs)) return polling.isOn() ? "STARTING" : "STOPPING";
    return polling.isOn() ? "RUNNING" : "STOPPED";
  };

  const description = (atMs: EpochMs): PipeDescription => ({
    Name: pipeName,
    Arn: parts.pipeArn,
    DesiredState: polling.isOn() ? "RUNNING" : "STOPPED",
    CurrentState: stateAt(atMs),
    Source: parts.sourceArn,
    ...sourceParameters(parts.source),
    Target: parts.targetArn,
    LastModifiedTime: lastModifiedMs / 1000,
  });

  function turn(atMs: EpochMs, on: boolean): PipeDescription {
    if (polling.isMoving(atMs) || polling.isOn() === on)
      throw new AwsError("ConflictException", `Pipe ${pipeName} is in the state ${stateAt(atMs)}.`, 409);
    polling.turn(atMs, on);
    lastModifiedMs = atMs;
    return description(atMs);
  }

  return {
    pipeName,
    polls: polling.polls,
    maximumConcurrency: () => undefined,
    description,
    start: (atMs) => turn(atMs, true),
    stop: (atMs) => turn(atMs, false),
  };
}

function sourceParameters(source: SqsSpec | StreamSpec): Pick<PipeDescription, "SourceParameters"> {
  if (source.kind === "sqs") return {};
  const { maximumRecordAgeSeconds } = source;
  const parameters = {
    StartingPosition: "LATEST" as const,
    ...(maximumRecordAgeSeconds === undefined ? {} : { MaximumRecordAgeInSeconds: maximumRecordAgeSeconds }),
  };
  return {
    SourceParameters:
      source.kind === "kinesis"
        ? { KinesisStreamParameters: parameters }
        : { DynamoDBStreamParameters: parameters },
  };
}
