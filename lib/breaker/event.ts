import type { Refusal } from "../domain/actuation.ts";
import type { Brake, BreakerState } from "../domain/breaker.ts";
import type { Operator } from "../domain/operator.ts";
import type { FittedChange, Grade } from "../domain/plan.ts";
import type { Result } from "../domain/result.ts";
import type { Setting, SettingValue } from "../domain/setting.ts";
import type { EpochMs } from "../domain/time.ts";

/** When the full brakes begin to lose what waits, in ms from when the limiting began; absent: never, or not known. */
type Waiting = { readonly lossAfterMs?: number | undefined };
/** Said when a trip or kill is taken back of which AWS has refused every brake. */
type Undo = { readonly neverApplied?: boolean };
type ByPerson = { readonly reason: string; readonly by: Operator };

/** What can happen to a breaker. */
export type BreakerEvent =
  | ({
      readonly kind: "trip";
      readonly incidentId: string;
      readonly grade: Grade;
      readonly changes: readonly FittedChange[];
      readonly reason: string;
    } & Waiting)
  /**
   * The guard's steps on a breaker that it limits. `widen`: the next stage of a probe. `escalate`: from the cap to the full brake.
   * `ease`: to a trickle, before what waits is lost. `expire` also ends what a person holds.
   */
  | {
      readonly kind: "probe" | "widen" | "retrip" | "escalate" | "ease" | "expire";
      readonly reason: string;
    }
  | ({
      readonly kind: "restore";
      readonly reason: string;
      /** Nothing that waited is left. */
      readonly drained?: true;
    } & Undo)
  /** Every setting has been read back at its prior state. */
  | { readonly kind: "restored" }
  /** The recovery time is over. */
  | { readonly kind: "recovered" }
  | ({
      readonly kind: "operator-kill";
      /** Brakes to add, or to take anew because somebody changed the setting meanwhile. */
      readonly changes: readonly FittedChange[];
      /** Brakes to give up: somebody has limited the setting further than we would. */
      readonly forgotten: readonly Setting[];
      readonly expiresAtMs: EpochMs;
    } & ByPerson &
      Waiting)
  | ({ readonly kind: "operator-hold"; readonly expiresAtMs: EpochMs } & ByPerson & Waiting)
  /** Puts everything back, and keeps the guard off until then. */
  | ({ readonly kind: "operator-exempt"; readonly expiresAtMs: EpochMs } & ByPerson)
  | ({
      readonly kind: "operator-release";
      /** Settings whose present value is accepted: somebody changed them since the trip, or AWS does not restore them. */
      readonly accepted: readonly Setting[];
    } & ByPerson)
  | ({
      readonly kind: "operator-restore";
      /** What somebody else set since the trip and a person wants to be put back all the same. */
      readonly overwritten: readonly Found[];
    } & ByPerson &
      Undo);

/** A brake with what was found in its place. */
export type Found = { readonly brake: Brake; readonly found: SettingValue };

export type GuardStep = Extract<
  BreakerEvent,
  {
    kind:
      | "trip"
      | "probe"
      | "widen"
      | "retrip"
      | "escalate"
      | "ease"
      | "restore"
      | "expire"
      | "restored"
      | "recovered";
  }
>;
export type OperatorStep = Exclude<BreakerEvent, GuardStep>;

/** The state after the event, or why the event changes nothing. */
export type Transition = Result<BreakerState, Refusal>;
