import type { ReservedConcurrency } from "./function-profile.ts";

/** A setting of a function that a brake may change. Nothing else is ever changed. */
export type Setting =
  | { readonly kind: "concurrency"; readonly functionName: string }
  | { readonly kind: "event-source"; readonly functionName: string; readonly mappingId: string }
  | { readonly kind: "pipe"; readonly functionName: string; readonly pipeName: string };

export type ConcurrencyValue = { readonly kind: "concurrency"; readonly reserved: ReservedConcurrency };
export type EventSourceValue = {
  readonly kind: "event-source";
  readonly enabled: boolean;
  /** The mapping's own ceiling (SQS only, 2 to 1,000); "unlimited" means that none is set. */
  readonly maximumConcurrency: number | "unlimited";
};
export type PipeValue = { readonly kind: "pipe"; readonly running: boolean };
export type SettingValue = ConcurrencyValue | EventSourceValue | PipeValue;

export function sameSetting(a: Setting, b: Setting): boolean {
  if (a.functionName !== b.functionName) return false;
  if (a.kind === "event-source") return b.kind === "event-source" && a.mappingId === b.mappingId;
  if (a.kind === "pipe") return b.kind === "pipe" && a.pipeName === b.pipeName;
  return b.kind === "concurrency";
}

export function sameValue(a: SettingValue, b: SettingValue): boolean {
  if (a.kind === "concurrency") return b.kind === "concurrency" && a.reserved === b.reserved;
  if (a.kind === "pipe") return b.kind === "pipe" && a.running === b.running;
  return (
    b.kind === "event-source" && a.enabled === b.enabled && a.maximumConcurrency === b.maximumConcurrency
  );
}

/** Whether nothing comes through the setting at all, and nothing of what it holds back can be seen. */
export const isSourceOff = (value: SettingValue): boolean =>
  (value.kind === "event-source" && !value.enabled) || (value.kind === "pipe" && !value.running);

/** For people: `reserved concurrency 1`, `no reserved concurrency`, `event source off`, `pipe stopped`. */
export function describeValue(value: SettingValue): string {
  if (value.kind === "pipe") return value.running ? "pipe running" : "pipe stopped";
  if (value.kind === "concurrency")
    return value.reserved === "unreserved"
      ? "no reserved concurrency"
      : `reserved concurrency ${value.reserved}`;
  if (!value.enabled) return "event source off";
  return value.maximumConcurrency === "unlimited"
    ? "event source on"
    : `event source on, at most ${value.maximumConcurrency} at once`;
}
