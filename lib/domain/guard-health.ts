import type { GuardPart } from "./guard-usage.ts";
import type { TargetId } from "./target.ts";
import type { EpochMs } from "./time.ts";

/** Something that keeps the guard itself from guarding, or its owner from hearing of it. */
export type GuardTrouble = {
  /** When it was last known to be otherwise. */
  readonly sinceMs: EpochMs;
} & (
  | { readonly kind: "silent-part"; readonly part: GuardPart }
  | {
      readonly kind: "blind-target";
      readonly targetId: TargetId;
      readonly isHome: boolean;
      /** Why the last try was no good one; absent: nobody has tried. */
      readonly problem?: string;
    }
  /** Lambda refused to start the guard's own functions so often in the last quarter of an hour. */
  | { readonly kind: "throttled-guard"; readonly throttles: number }
  | { readonly kind: "unsent-alerts"; readonly alerts: number }
  /** Alerts are sent, to nobody. `pending`: asked to confirm, and did not yet. */
  | { readonly kind: "no-subscriber"; readonly pending: number }
);

/** Two troubles with the same key are the same one, at different times. */
export function troubleKey(trouble: GuardTrouble): string {
  switch (trouble.kind) {
    case "silent-part":
      return `silent-${trouble.part}`;
    case "blind-target":
      return `blind-${trouble.targetId}`;
    default:
      return trouble.kind;
  }
}

/** A trouble that was told of, and when last. */
export type OpenTrouble = { readonly trouble: GuardTrouble; readonly toldAtMs: EpochMs };

export type GuardNews =
  | { readonly kind: "trouble"; readonly trouble: GuardTrouble }
  | { readonly kind: "over"; readonly trouble: GuardTrouble; readonly overAtMs: EpochMs }
  /** A target is looked at again, and was not for a while. */
  | {
      readonly kind: "unseen";
      readonly targetId: TargetId;
      readonly isHome: boolean;
      readonly fromMs: EpochMs;
      readonly untilMs: EpochMs;
    };

/** Who hears of alerts. */
export type Subscribers = { readonly confirmed: number; readonly pending: number };

/** An answer that is asked for rarely, and when it was. */
export type AskedRarely<T> = { readonly answer: T; readonly askedAtMs: EpochMs };

/** What the guard remembers of its own health from one check to the next. */
export type GuardHealth = {
  /** The targets that it looks after now, its home among them, and since when. */
  readonly targetsSinceMs: Readonly<Record<TargetId, EpochMs>>;
  readonly troubles: readonly OpenTrouble[];
  /** Absent: could not be asked. */
  readonly subscribers?: AskedRarely<Subscribers>;
  /** Of the guard's own functions in the quarter of an hour before it was asked; absent: could not be asked. */
  readonly throttles?: AskedRarely<number>;
};
