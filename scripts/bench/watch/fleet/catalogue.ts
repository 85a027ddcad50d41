import type { AccountLimits, Catalogue, FunctionProfile } from "../../../../lib/domain/function-profile.ts";
import { DAY_MS, type EpochMs } from "../../../../lib/domain/time.ts";
import type { Trigger } from "../../../../lib/domain/trigger.ts";
import { FLEET_ACCOUNT_ID, FLEET_REGION } from "./cost.ts";
import { FLEET_START_MS } from "./courses.ts";
import { SALTS, uniformAt } from "./draws.ts";
import type { Fleet } from "./fleet.ts";
import type { FleetFunction } from "./fleet-function.ts";

const arnOf = (service: string, name: string): string =>
  `arn:aws:${service}:${FLEET_REGION}:${FLEET_ACCOUNT_ID}:${name}`;
const LAST_DEPLOYMENT = 200;
const LONGEST_UNCHANGED_DAYS = 400;

/** What an inventory would have found. */
export const catalogueOf = ({ seed, functions }: Fleet, takenAtMs: EpochMs): Catalogue => ({
  takenAtMs,
  accountId: FLEET_ACCOUNT_ID,
  region: FLEET_REGION,
  limits: limitsOf(functions.length),
  functions: functions.map((member) => profileOf(seed, member, takenAtMs)),
  unanswered: [],
});

/** AWS's usual quota, and what an owner of so many functions has asked for. */
export function limitsOf(functions: number): AccountLimits {
  const concurrentExecutions = Math.max(1_000, functions / 2);
  return { concurrentExecutions, unreservedConcurrentExecutions: concurrentExecutions };
}

const profileOf = (seed: number, member: FleetFunction, takenAtMs: EpochMs): FunctionProfile => ({
  functionName: member.functionName,
  functionArn: arnOf("lambda", `function:${member.functionName}`),
  memoryMb: member.memoryMb,
  architecture: member.architecture,
  timeoutSeconds: member.timeoutSeconds,
  lastModifiedMs:
    FLEET_START_MS -
    LONGEST_UNCHANGED_DAYS * DAY_MS * uniformAt(seed, member.index, LAST_DEPLOYMENT, SALTS.trait) ** 2,
  revisionId: `${member.functionName}-1`,
  describedAtMs: takenAtMs,
  tags: {},
  triggers: [triggerOf(member)],
  reservedConcurrency: member.reservedConcurrency ?? "unreserved",
  provisionedConcurrency: 0,
  maximumEventAgeSeconds: 21_600,
  recursionDetection: "terminate",
  hasDeadLetterQueue: false,
  hasFailureDestination: false,
  hosting: "on-demand",
  isDurable: false,
});

function triggerOf({ caller, functionName }: FleetFunction): Trigger {
  switch (caller) {
    case "function-url":
      return { kind: "function-url", isPublic: true };
    case "sqs":
      return {
        kind: "sqs",
        mappingId: functionName,
        sourceArn: arnOf("sqs", functionName),
        enabled: true,
        keepsForSeconds: 345_600,
      };
    case "api-gateway":
      return { kind: "api-gateway", sourceArn: arnOf("execute-api", functionName) };
    case "s3":
      return { kind: "s3", sourceArn: `arn:aws:s3:::${functionName}` };
    case "schedule":
      return { kind: "schedule", sourceArn: arnOf("events", `rule/${functionName}`) };
  }
}
