import { fitToPrior } from "../../brake/fit-to-prior.ts";
import type { Refusal } from "../../domain/actuation.ts";
import type { FittedChange, PlannedChange } from "../../domain/plan.ts";
import { ok, type Result, refused } from "../../domain/result.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import type { SettingReading } from "../../ports/function-control.ts";
import type { Run } from "./deps.ts";

/**
 * Reads every setting right before the trip: these values, not the inventory's, are what a restore goes back to.
 * What is limited already drops out, and so does an event source that was deleted since the inventory: it calls nobody any
 * more, and must not keep the rest of the brake off. A setting in transition is somebody's deploy: its prior state is not known yet.
 */
export async function readPriors(
  { deps }: Run,
  changes: readonly PlannedChange[],
): Promise<Result<readonly FittedChange[], Refusal>> {
  const fitted: FittedChange[] = [];
  for (const change of changes) {
    const reading = await deps.control.read(change.setting);
    if (isGoneSource(change, reading)) continue;
    if (!reading.ok) return reading;
    if (!reading.value.settled) return refused({ kind: "busy", leaseUntilMs: deps.clock() + MINUTE_MS });
    const fit = fitToPrior(change, reading.value.value);
    if (fit !== undefined) fitted.push(fit);
  }
  return ok(fitted);
}

const isGoneSource = ({ setting }: PlannedChange, reading: Result<SettingReading, Refusal>): boolean =>
  setting.kind !== "concurrency" && !reading.ok && reading.error.kind === "unknown-function";
