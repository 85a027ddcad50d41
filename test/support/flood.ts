import type { Baseline, SeasonalProfile } from "../../lib/domain/baseline.ts";
import type { FunctionProfile } from "../../lib/domain/function-profile.ts";
import type { Measurement } from "../../lib/domain/observation.ts";
import type { Setting, SettingValue } from "../../lib/domain/setting.ts";
import { type EpochMs, MINUTE_MS } from "../../lib/domain/time.ts";
import { aBaseline, aCatalogue, aProfile, NOW_MS } from "./builders.ts";
import { fakeControl, reserved } from "./fake-control.ts";
import { guardOver } from "./guard.ts";
import { type Script, scriptedMetrics } from "./scripted-metrics.ts";

type Minute = Partial<Record<Measurement, number>>;

export const FLOOD_BEGINS_MS = NOW_MS + 10 * MINUTE_MS;
/** As the baseline of the builders expects: 60 runs a minute of 100 ms, 3 at once. */
export const USUAL: Minute = { invocations: 60, durationMs: 6_000, maxConcurrency: 3 };
/** A thousand times that: 6,000 GB-s a minute cost $4.8 an hour on arm64, the requests $0.7; list price. */
export const FLOOD: Minute = { invocations: 60_000, durationMs: 6_000_000, maxConcurrency: 400 };

/** What the baseline's function needs in a busy minute, 3.2 at once: the cap that a flood on waiting callers gets first. */
export const CAP = reserved(4);
/** Four executions without a pause are 40 runs a second of 100 ms; everything else is refused. */
const FLOOD_UNDER_CAP: Minute = {
  invocations: 2_400,
  durationMs: 240_000,
  maxConcurrency: 4,
  throttles: 57_600,
};
const FLOOD_STOPPED: Minute = { throttles: 60_000 };

export const floodOn: Script = (_function, measurement, minuteMs) =>
  (minuteMs < FLOOD_BEGINS_MS ? USUAL : FLOOD)[measurement] ?? 0;

export type FloodStage = Awaited<ReturnType<typeof floodStage>>;

/** A guard that knows these functions, and scripted minutes that show what its own brakes do to a flood. */
export async function floodStage(
  script: Script,
  policyText = "mode: enforce",
  functions: readonly FunctionProfile[] = [aProfile()],
) {
  let nowMs = NOW_MS;
  /** What was set on a function when a minute began. */
  const brakes = new Map<string, SettingValue | undefined>();
  const metrics = scriptedMetrics(
    asTheirTotal(
      underItsBrakes(script, brakes),
      functions.map(({ functionName }) => functionName),
    ),
  );
  const control = fakeControl(
    functions.map(({ functionName }) => [concurrencyOf(functionName), reserved("unreserved")]),
  );
  const guard = guardOver({ clock: () => nowMs, metrics, control, policyText });
  await guard.stores.catalogue.save(aCatalogue(functions));
  await guard.stores.baselines.save([
    ...functions.map(({ functionName }) => aBaseline({ functionName })),
    accountBaseline(functions.length),
  ]);
  const tick = async () => {
    const done = await guard.tick();
    for (const { functionName } of functions)
      brakes.set(minuteOf(functionName, nowMs), control.value(concurrencyOf(functionName)));
    return done;
  };
  return {
    guard,
    metrics,
    control,
    concurrency: (functionName: string) => control.value(concurrencyOf(functionName)),
    async playTo(untilMs: EpochMs): Promise<void> {
      for (; nowMs < untilMs; nowMs += MINUTE_MS) await tick();
    },
    async tickAt(atMs: EpochMs) {
      nowMs = atMs;
      return tick();
    },
  };
}

const concurrencyOf = (functionName: string): Setting => ({ kind: "concurrency", functionName });
const minuteOf = (functionName: string, minuteMs: EpochMs): string => `${functionName}@${minuteMs}`;

/** Scripted minutes, except where a brake was on when they began. */
function underItsBrakes(script: Script, brakes: ReadonlyMap<string, SettingValue | undefined>): Script {
  return (functionName, measurement, minuteMs) => {
    const isFlood = script(functionName, "invocations", minuteMs) === FLOOD.invocations;
    const brake = functionName === undefined ? undefined : brakes.get(minuteOf(functionName, minuteMs));
    if (!isFlood || brake?.kind !== "concurrency" || brake.reserved === "unreserved")
      return script(functionName, measurement, minuteMs);
    return (brake.reserved === 0 ? FLOOD_STOPPED : FLOOD_UNDER_CAP)[measurement] ?? 0;
  };
}

/** What the script says of the account, unless the functions are read: then what they add up to, brakes and all. */
function asTheirTotal(script: Script, functionNames: readonly string[]): Script {
  return (functionName, measurement, minuteMs) => {
    const scripted = script(functionName, measurement, minuteMs);
    if (functionName !== undefined || scripted === "unread") return scripted;
    const values = functionNames.map((name) => script(name, measurement, minuteMs));
    return values.reduce<number>((sum, value) => sum + (value === "unread" ? 0 : value), 0);
  };
}

function accountBaseline(functions: number): Baseline {
  const { functionName: _name, ...one } = aBaseline();
  return {
    ...one,
    invocations: times(functions, one.invocations),
    durationMs: times(functions, one.durationMs),
  };
}

const times = (functions: number, profile: SeasonalProfile): SeasonalProfile => ({
  ...profile,
  byTimeOfDay: profile.byTimeOfDay.map((perMinute) => functions * perMinute),
  recordPerMinute: functions * profile.recordPerMinute,
});
