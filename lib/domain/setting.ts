import type { ReservedConcurrency } from "./function-profile.ts";

/** A setting of a function that a brake may change. Nothing else is ever changed. */
export type Setting =
  | { readonly kind: "concurrency"; readonly functionName: string }
  | { readonly kind: "event-source"; readonly functionName: string; readonly mappingId: string };

export type ConcurrencyValue = { readonly kind: "concurrency"; readonly reserved: ReservedConcurrency };
export type EventSourceValue = {
  readonly kind: "event-source";
  readonly enabled: boolean;
  /** The mapping's own ceiling (SQS only, 2 to 1,000); "unlimited" means that none is set. */
  readonly maximumConcurrency: number | "unlimited";
};
export type SettingValue = ConcurrencyValue | EventSourceValue;

export const sameSetting = (a: Setting, b: Setting): boolean =>
  a.kind === b.kind &&
  a.functionName === b.functionName &&
  (a.kind !== "event-source" || (b.kind === "event-source" && a.mappingId === b.mappingId));

export const sameValue = (a: SettingValue, b: SettingValue): boolean =>
  a.kind === "concurrency"
    ? b.kind === "concurrency" && a.reserved === b.reserved
    : b.kind === "event-source" && a.enabled === b.enabled && a.maximumConcurrency === b.maximumConcurrency;

/** For people: `reserved concurrency 1`, `no reserved concurrency`, `event source off`. */
export function describeValue(value: SettingValue): string {
  if (value.kind === "concurrency")
    return value.reserved === "unreserved"
      ? "no reserved concurrency"
      : `reserved concurrency ${value.reserved}`;
  if (!value.enabled) return "event source off";
  return value.maximumConcurrency === "unlimited"
    ? "event source on"
    : `event source on, at most ${value.maximumConcurrency} at once`;
}
