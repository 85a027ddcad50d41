import type { Refusal } from "../domain/actuation.ts";
import type { Result } from "../domain/result.ts";
import type { Setting, SettingValue } from "../domain/setting.ts";

/** The present value, and whether AWS has finished moving to it (mappings pass through transitional states). */
export type SettingReading = { readonly value: SettingValue; readonly settled: boolean };

/**
 * The only door to a change in the account.
 * Lambda has no compare-and-set on these settings: between the read and the write a small race remains; the lease
 * narrows it, reading back afterwards narrows it more.
 */
export type FunctionControl = {
  /** `unknown-function` when the function or mapping is gone. @throws {CloudCallError} when it could not be asked */
  read(setting: Setting): Promise<Result<SettingReading, Refusal>>;
  /**
   * Sets the value. Idempotent: setting what is set changes nothing.
   * Refusals: `rejected-by-aws` (unreserved floor, below provisioned concurrency), `busy` (another change in progress),
   * `unknown-function`.
   * @throws {CloudCallError}
   */
  write(setting: Setting, value: SettingValue): Promise<Result<void, Refusal>>;
};
