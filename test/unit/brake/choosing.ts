import { type ChooseBrakeInput, chooseBrake } from "../../../lib/brake/choose-brake.ts";
import type { Baseline } from "../../../lib/domain/baseline.ts";
import type { BrakeChoice } from "../../../lib/domain/brake-choice.ts";
import type { FunctionProfile } from "../../../lib/domain/function-profile.ts";
import type { Setting, SettingValue } from "../../../lib/domain/setting.ts";
import type { PipeTrigger, PolledSource, PolledTrigger, Trigger } from "../../../lib/domain/trigger.ts";
import { aBaseline, aProfile } from "../../support/builders.ts";

export const LARGE = { concurrentExecutions: 1000, unreservedConcurrentExecutions: 1000 };
/** A new account: AWS refuses every reservation but 0. */
export const SMALL = { concurrentExecutions: 10, unreservedConcurrentExecutions: 10 };

export const anApi: Trigger = { kind: "api-gateway", sourceArn: "arn:aws:execute-api:eu-west-1:1:a" };
export const someone: Trigger = { kind: "unknown", principal: "arn:aws:iam::1:root" };

export const polled = (kind: PolledSource, changes: Partial<PolledTrigger> = {}): PolledTrigger => ({
  kind,
  mappingId: `${kind}-map`,
  sourceArn: `arn:aws:${kind}:eu-west-1:1:x/main/y`,
  enabled: true,
  ...changes,
});

export const aPipe = (changes: Partial<PipeTrigger> = {}): PipeTrigger => ({
  kind: "pipe",
  pipeName: "orders-pipe",
  sourceArn: "arn:aws:sqs:eu-west-1:1:orders",
  running: true,
  ...changes,
});
export const PIPE: Setting = { kind: "pipe", functionName: "checkout", pipeName: "orders-pipe" };
export const pipe = (running: boolean): SettingValue => ({ kind: "pipe", running });

/** The brake of a function without an attack, in a large account. */
export const choose = (
  profile: Partial<FunctionProfile>,
  baseline: Partial<Baseline> | "none" = {},
  more: Partial<ChooseBrakeInput> = {},
): BrakeChoice =>
  chooseBrake({
    profile: aProfile(profile),
    baseline: baseline === "none" ? undefined : aBaseline(baseline),
    limits: LARGE,
    rules: { invokedBy: [] },
    ...more,
  });

/** What is set by the full brake, or the reason why nothing is. */
export const changesOf = (choice: BrakeChoice) =>
  choice.kind === "brake" ? choice.changes.map(({ setting, wanted }) => [setting, wanted]) : choice.reason;

const firstOf = (choice: BrakeChoice) => (choice.kind === "brake" ? choice.changes[0] : undefined);
export const stagesOf = (choice: BrakeChoice) => firstOf(choice)?.allowances;
export const capOf = (choice: BrakeChoice) => firstOf(choice)?.cap;
