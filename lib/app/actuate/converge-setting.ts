import { settingStatus } from "../../breaker/setting-status.ts";
import type { Refusal } from "../../domain/actuation.ts";
import type { Brake, Breaker } from "../../domain/breaker.ts";
import { CloudCallError } from "../../domain/errors.ts";
import { type Result, refused } from "../../domain/result.ts";
import { type SettingValue, sameValue } from "../../domain/setting.ts";
import type { FunctionControl } from "../../ports/function-control.ts";
import type { Run } from "./deps.ts";
import { mustHold } from "./lease.ts";
import { brakeEntry } from "./ledger.ts";

/**
 * What one setting came to.
 * - `settled`: read back as wanted. - `moving`: AWS is still changing it. - `gone`: there is nothing to set any more.
 * - `drifted`: somebody else changed it; left alone. - `rejected`: AWS will not have the value.
 * - `unreachable`: could not be asked; the other settings are not held up by that.
 */
export type SettingReport = {
  readonly brake: Brake;
  /** An earlier run has read it back as wanted and has recorded so. */
  readonly wasApplied: boolean;
} & (
  | { readonly kind: "settled" | "moving" | "gone" }
  | { readonly kind: "drifted"; readonly found: SettingValue }
  | { readonly kind: "rejected"; readonly refusal: Refusal }
  | { readonly kind: "unreachable"; readonly error: CloudCallError }
);

/** Makes one setting what the breaker wants, if it is ours to change. */
export async function convergeSetting(run: Run, breaker: Breaker, brake: Brake): Promise<SettingReport> {
  const { deps } = run;
  const { entryId } = brakeEntry(breaker, brake, "action.applied", 0);
  const wasApplied = (await deps.ledger.find(breaker.functionName, entryId)) !== undefined;
  try {
    return { brake, wasApplied, ...(await move(run, brake, wasApplied)) };
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    return { brake, wasApplied, kind: "unreachable", error };
  }
}

type Moved =
  | { readonly kind: "settled" | "moving" | "gone" }
  | { readonly kind: "drifted"; readonly found: SettingValue }
  | { readonly kind: "rejected"; readonly refusal: Refusal };

async function move({ deps, lease }: Run, brake: Brake, wasApplied: boolean): Promise<Moved> {
  const { control } = deps;
  const reading = await control.read(brake.setting);
  if (!reading.ok) return withoutValue(reading.error);
  if (!reading.value.settled) return { kind: "moving" };
  const present = reading.value.value;
  const status = settingStatus(brake, present, wasApplied);
  if (status === "as-wanted") return { kind: "settled" };
  if (status === "drifted") return { kind: "drifted", found: present };

  mustHold(lease, deps.clock());
  const written = await rejectedForGood(() => control.write(brake.setting, brake.wanted));
  if (!written.ok)
    return written.error.kind === "unknown-function"
      ? unwritable(control, brake)
      : withoutValue(written.error);
  const after = await control.read(brake.setting);
  if (!after.ok) return withoutValue(after.error);
  return after.value.settled && sameValue(after.value.value, brake.wanted)
    ? { kind: "settled" }
    : { kind: "moving" };
}

/** An event source outlives its function; then it is there, and still what it was, but AWS finds no function to set it for. */
async function unwritable(control: FunctionControl, { setting }: Brake): Promise<Moved> {
  const reading = await control.read(setting);
  if (!reading.ok) return withoutValue(reading.error);
  const message = "it was not found, though it can be read: its function is gone";
  return { kind: "rejected", refusal: { kind: "rejected-by-aws", operation: "the change", message } };
}

function withoutValue(refusal: Refusal): Moved {
  if (refusal.kind === "unknown-function") return { kind: "gone" };
  return refusal.kind === "busy" ? { kind: "moving" } : { kind: "rejected", refusal };
}

/** A call that no retry can help, such as a missing permission, is an answer: AWS will not do it. */
async function rejectedForGood(write: () => Promise<Result<void, Refusal>>): Promise<Result<void, Refusal>> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof CloudCallError) || error.retryable) throw error;
    return refused({ kind: "rejected-by-aws", operation: error.operation, message: error.reason });
  }
}
