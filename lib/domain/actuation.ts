import type { BreakerState } from "./breaker.ts";
import type { Operator } from "./operator.ts";
import type { Grade, PlannedChange } from "./plan.ts";
import type { Setting, SettingValue } from "./setting.ts";
import type { EpochMs } from "./time.ts";

/** The only orders that `actuate` takes. Guard orders name the breaker version they were judged on, so a stale one is refused. */
export type ActuationRequest =
  | {
      readonly kind: "trip";
      readonly functionName: string;
      readonly incidentId: string;
      readonly grade: Grade;
      readonly changes: readonly PlannedChange[];
      readonly reason: string;
    }
  | {
      readonly kind: "probe" | "widen" | "retrip" | "escalate" | "ease" | "restore";
      readonly functionName: string;
      readonly breakerVersion: number;
      readonly reason: string;
      /** Of a restore: a probe has seen that nothing which waited is left. */
      readonly drained?: true;
      /** Of a restore: the inventory no longer knows the function. Refused if Lambda does. */
      readonly isDeleted?: true;
    }
  /** Finish what an earlier run began: make the settings what the breaker says. Changes no state by itself. */
  | { readonly kind: "converge"; readonly functionName: string; readonly seen?: SeenUnderBrake }
  | ({
      readonly kind: "operator-kill" | "operator-hold" | "operator-exempt";
      readonly expiresAtMs: EpochMs;
    } & ByPerson)
  /** `force` puts back also what somebody changed since the trip; only a person may. */
  | ({ readonly kind: "operator-restore"; readonly force: boolean } & ByPerson)
  | ({ readonly kind: "operator-release" } & ByPerson)
  /** Answer the question of an open incident in approve mode. */
  | ({ readonly kind: "operator-approve" | "operator-reject" } & ByPerson);

type ByPerson = { readonly functionName: string; readonly reason: string; readonly by: Operator };

/** What the metrics say under a brake; what is absent could not be told. */
export type SeenUnderBrake = {
  /** Asynchronous events that Lambda gave up since the trip. */
  readonly eventsDropped?: number;
  /** Whether the function really does no more than its brakes allow, once they have rested long enough to tell. */
  readonly hold?: { readonly kind: "holds" | "leaks"; readonly reason: string };
};

/** Why an order was refused. Normal outcomes, not faults; nothing was changed by them. */
export type Refusal =
  | { readonly kind: "unknown-function"; readonly functionName: string }
  /** The policy names no such account and region. */
  | { readonly kind: "unknown-target"; readonly target: string }
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
      /** Half a sentence: whose change it looks like. */
      readonly suspect: string;
    }
  | { readonly kind: "rejected-by-aws"; readonly operation: string; readonly message: string };

/** What came of an order: the breaker's state afterwards, and whether every setting has been read back as wanted. */
export type ActuationOutcome = {
  readonly functionName: string;
  readonly state: BreakerState;
  readonly settled: boolean;
  readonly reason: string;
};
