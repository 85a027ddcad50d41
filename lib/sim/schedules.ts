import type { Arns } from "./arns.ts";
import { derivedFrom } from "./derived-from.ts";
import type { Schedules } from "./faces.ts";
import type { FunctionSpec } from "./spec.ts";

/** The schedules of EventBridge Scheduler. */
export function schedules(functions: () => readonly FunctionSpec[], arns: Arns): Schedules {
  const all = derivedFrom(functions, (present) => schedulesOf(present, arns));
  return { listSchedules: () => ({ Schedules: all() }) };
}

const schedulesOf = (functions: readonly FunctionSpec[], arns: Arns) =>
  functions.flatMap(({ functionName, triggers }) =>
    triggers.flatMap((trigger) =>
      trigger.kind === "scheduler"
        ? [
            {
              Arn: arns.source(trigger) ?? "",
              Name: trigger.scheduleName,
              GroupName: "default",
              State: "ENABLED" as const,
              Target: { Arn: arns.function(functionName, trigger.alias) },
            },
          ]
        : [],
    ),
  );
