import type { Refusal } from "../domain/actuation.ts";
import type { Result } from "../domain/result.ts";
import type { Setting, SettingValue } from "../domain/setting.ts";
import type { EpochMs } from "../domain/time.ts";

/** The present value, and whether AWS has finished moving to it (mappings and pipes pass through transitional states). */
export type SettingReading = { readonly value: SettingValue; readonly settled: boolean };

/** A trace of the last change; what AWS does not tell is absent. */
export type LastChange = {
  readonly atMs?: EpochMs;
  /** `aws` when Lambda itself made it, as when it switches a mapping off that has lost its rights. */
  readonly by?: "person" | "aws";
};

/**
 * The only door to a change in the account.
 * Lambda has no compare-and-set on these settings: between the read and the write a small race remains; the lease
 * narrows it, reading back afterwards narrows it more.
 */
export type FunctionControl = {
  /** `unknown-function` when the function, mapping or pipe is gone. @throws {CloudCallError} when it could not be asked */
  read(setting: Setting): Promise<Result<SettingReading, Refusal>>;
  /**
   * Sets the value. Idempotent: setting what is set changes nothing.
   * Refusals: `rejected-by-aws` (unreserved floor, below provisioned concurrency), `busy` (another change in progress),
   * `unknown-function`.
   * @throws {CloudCallError}
   */
  write(setting: Setting, value: SettingValue): Promise<Result<void, Refusal>>;
  /**
   * Helps a person to see whose change it was; nothing is decided by it. Our own changes leave the same trace.
   * Mappings tell time and author, pipes the time. Reserved concurrency keeps no trace: in its place comes the time of
   * the function's last deployment, which may have brought the change; a change of the reservation alone does not move it.
   * Never fails: `undefined` also when it could not be asked.
   */
  lastChange(setting: Setting): Promise<LastChange | undefined>;
};
