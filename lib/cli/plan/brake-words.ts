import type { PlannedBrake, Protection } from "../../app/protection.ts";
import { describeValue, type SettingValue } from "../../domain/setting.ts";

export type BrakeProtection = Extract<Protection, { kind: "brake" }>;

/** Words for a table: `concurrency 20, then 0`, `queue orders off`, `queue orders at most 2 at once, then off`. */
export function shortBrake(change: PlannedBrake, { againstFlood }: BrakeProtection): string {
  const { source, wanted } = change;
  const first = againstFlood?.grade === "cap" ? change.cap : undefined;
  const values =
    first === undefined ? shortValue(wanted) : `${shortValue(first)}, then ${shortValue(wanted)}`;
  return `${source ?? "concurrency"} ${values}`;
}

/** Words for a sentence: `reserved concurrency 20`, `queue orders: event source off`. */
export const sayValue = ({ source }: PlannedBrake, value: SettingValue): string =>
  source === undefined ? describeValue(value) : `${source}: ${describeValue(value)}`;

/** The stages of a probe, smallest first: `1, 4, 20`. */
export const wayBack = ({ allowances }: PlannedBrake): string =>
  [...new Set(allowances.map(shortValue))].join(", ");

function shortValue(value: SettingValue): string {
  if (value.kind === "pipe") return value.running ? "running" : "stopped";
  if (value.kind === "concurrency")
    return value.reserved === "unreserved" ? "as it was" : String(value.reserved);
  if (!value.enabled) return "off";
  return value.maximumConcurrency === "unlimited" ? "on" : `at most ${value.maximumConcurrency} at once`;
}
