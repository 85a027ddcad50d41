import type { ReservedConcurrency } from "../../lib/domain/function-profile.ts";
import { ok, refused } from "../../lib/domain/result.ts";
import { type Setting, type SettingValue, sameValue } from "../../lib/domain/setting.ts";
import type { FunctionControl, LastChange } from "../../lib/ports/function-control.ts";

export const CONCURRENCY: Setting = { kind: "concurrency", functionName: "checkout" };
export const aMapping = (mappingId = "map-1"): Setting => ({
  kind: "event-source",
  functionName: "checkout",
  mappingId,
});

/** For tests of a mapping: its function is there, and nothing is reserved for it. */
export const A_FUNCTION: readonly (readonly [Setting, SettingValue])[] = [
  [CONCURRENCY, { kind: "concurrency", reserved: "unreserved" }],
];

export const reserved = (value: ReservedConcurrency): SettingValue => ({
  kind: "concurrency",
  reserved: value,
});
export const source = (
  enabled: boolean,
  maximumConcurrency: number | "unlimited" = "unlimited",
): SettingValue => ({
  kind: "event-source",
  enabled,
  maximumConcurrency,
});

/**
 * The settings of a few functions, with what makes the real ones hard: mappings change slowly and refuse a second change
 * meanwhile, and AWS may refuse a value.
 */
export type FakeControl = FunctionControl & {
  /** What is set now; `undefined` when it is gone. */
  value(setting: Setting): SettingValue | undefined;
  /** Somebody else's change, at once. */
  setByHand(setting: Setting, value: SettingValue | undefined): void;
  finishTransitions(): void;
  /** What AWS tells of the last change from now on; nothing to begin with. */
  tellLastChange(setting: Setting, change: LastChange): void;
  /** From now on AWS answers so to writes for which this gives a message. */
  rejectWrites(message: (setting: Setting, value: SettingValue) => string | undefined): void;
  /** From now on a mapping cannot be changed once its function is gone, though it can be read. */
  wantFunctionForMappings(): void;
  /** Every change that took place, in order: the account's own trail. */
  readonly trail: { readonly setting: Setting; readonly value: SettingValue }[];
};

const keyOf = (setting: Setting): string =>
  setting.kind === "concurrency"
    ? setting.functionName
    : setting.kind === "pipe"
      ? setting.pipeName
      : setting.mappingId;

export function fakeControl(
  initial: readonly (readonly [Setting, SettingValue])[],
  options: { readonly slowMappings?: boolean } = {},
): FakeControl {
  const values = new Map(initial.map(([setting, value]) => [keyOf(setting), value]));
  const moving = new Set<string>();
  const lastChanges = new Map<string, LastChange>();
  let needsFunction = false;
  const trail: FakeControl["trail"] = [];
  let rejection: (setting: Setting, value: SettingValue) => string | undefined = () => undefined;
  return {
    trail,
    value: (setting) => values.get(keyOf(setting)),
    setByHand: (setting, value) => {
      moving.delete(keyOf(setting));
      if (value === undefined) values.delete(keyOf(setting));
      else values.set(keyOf(setting), value);
    },
    finishTransitions: () => moving.clear(),
    tellLastChange: (setting, change) => {
      lastChanges.set(keyOf(setting), change);
    },
    rejectWrites: (message) => {
      rejection = message;
    },
    wantFunctionForMappings: () => {
      needsFunction = true;
    },
    read: async (setting) => {
      const value = values.get(keyOf(setting));
      return value === undefined
        ? refused({ kind: "unknown-function", functionName: setting.functionName })
        : ok({ value, settled: !moving.has(keyOf(setting)) });
    },
    write: async (setting, value) => {
      const key = keyOf(setting);
      const present = values.get(key);
      const isOrphan = needsFunction && !values.has(setting.functionName);
      if (present === undefined || isOrphan)
        return refused({ kind: "unknown-function", functionName: setting.functionName });
      if (sameValue(present, value)) return ok(undefined);
      if (moving.has(key)) return refused({ kind: "busy", leaseUntilMs: 0 });
      const message = rejection(setting, value);
      if (message !== undefined)
        return refused({ kind: "rejected-by-aws", operation: "lambda:PutFunctionConcurrency", message });
      values.set(key, value);
      trail.push({ setting, value });
      if (setting.kind === "event-source" && options.slowMappings) moving.add(key);
      return ok(undefined);
    },
    lastChange: async (setting) => lastChanges.get(keyOf(setting)),
  };
}
