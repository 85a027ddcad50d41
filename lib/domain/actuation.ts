import type { BreakerState } from "./breaker.ts";
import type { Operator } from "./operator.ts";
import type { PlannedChange } from "./plan.ts";
import type { Setting, SettingValue } from "./setting.ts";
import type { EpochMs } from "./time.ts";

/** The only orders that `actuate` takes. Guard orders name the breaker version they were judged on, so a stale one is refused. */
export type ActuationRequest =
  | {
      readonly kind: "trip";
      readonly functionName: string;
      readonly incidentId: string;
      readonly changes: readonly PlannedChange[];
      readonly reason: string;
    }
  | {
      readonly kind: "probe" | "retrip" | "restore";
      readonly functionName: string;
      readonly breakerVersion: number;
      readonly reason: string;
    }
  /** Finish what an earlier run began: make the settings what the breaker says. Changes no state by itself. */
  | { readonly kind: "converge"; readonly functionName: string }
  | {
      readonly kind: "operator-kill" | "operator-hold";
      readonly functionName: string;
      readonly reason: string;
      readonly expiresAtMs: EpochMs;
      readonly by: Operator;
    }
  | {
      readonly kind: "operator-restore" | "operator-release";
      readonly functionName: string;
      readonly reason: string;
      readonly by: Operator;
    };

/** Why an order was refused. Normal outcomes, not faults; nothing was changed by them. */
export type Refusal =
  | { readonly kind: "unknown-function"; readonly functionName: string }
  | { readonly kind: "exempt"; readonly why: string }
  | { readonly kind: "no-safe-brake"; readonly why: string }
  | { readonly kind: "busy"; readonly leaseUntilMs: EpochMs }
  | { readonly kind: "stale"; readonly judgedVersion: number; readonly presentVersion: number }
  | { readonly kind: "stood-down"; readonly by: Operator }
  | { readonly kind: "blast-radius"; readonly why: string }
  | { readonly kind: "nothing-to-do"; readonly why: string }
  | {
      readonly kind: "drifted";
      readonly setting: Setting;
      readonly expected: SettingValue;
      readonly found: SettingValue;
    }
  | { readonly kind: "rejected-by-aws"; readonly operation: string; readonly message: string };

/** What came of an order: the breaker's state afterwards, and whether every setting has been read back as wanted. */
export type ActuationOutcome = {
  readonly functionName: string;
  readonly state: BreakerState;
  readonly settled: boolean;
  readonly reason: string;
};
