import type { FunctionProfile } from "../../lib/domain/function-profile.ts";
import { type EpochMs, MINUTE_MS } from "../../lib/domain/time.ts";
import type { FunctionControl } from "../../lib/ports/function-control.ts";
import { aDirectory } from "./a-directory.ts";
import { aCatalogue, NOW_MS } from "./builders.ts";
import { fakeControl } from "./fake-control.ts";
import { type Guard, guardOver } from "./guard.ts";
import { type Script, type ScriptedMetrics, scriptedMetrics } from "./scripted-metrics.ts";

export type ScriptedGuard = {
  readonly guard: Guard;
  readonly metrics: ScriptedMetrics;
  /** One tick a minute until then; what each of them reported. */
  playTo(untilMs: EpochMs): Promise<readonly Awaited<ReturnType<Guard["tick"]>>["report"][]>;
  readonly subjects: () => readonly string[];
};

export type ScriptedSetting = {
  readonly policyText?: string;
  /** What an inventory finds, from now on; absent: nobody can take one. */
  readonly inventory?: () => readonly FunctionProfile[];
  /** Absent: no setting can be changed. */
  readonly control?: FunctionControl;
  /** Functions that a ranking by duration names. */
  readonly ranked?: readonly string[];
};

/** A guard that has learned the script's last two weeks at `NOW_MS` and knows these functions. */
export async function scriptedGuard(
  script: Script,
  functions: readonly FunctionProfile[],
  { policyText = "mode: enforce", inventory, control = fakeControl([]), ranked = [] }: ScriptedSetting = {},
): Promise<ScriptedGuard> {
  let nowMs = NOW_MS;
  const metrics = scriptedMetrics(
    script,
    ranked.map((functionName) => ({ functionName, durationMs: 1_000 })),
  );
  const directory = inventory && aDirectory(() => aCatalogue(inventory(), { takenAtMs: nowMs }));
  const guard = guardOver({
    clock: () => nowMs,
    metrics,
    control,
    policyText,
    ...(directory && { directory }),
  });
  await guard.stores.catalogue.save(aCatalogue(functions));
  await guard.learn();
  metrics.asked.length = 0;
  metrics.paid.length = 0;
  return {
    guard,
    metrics,
    async playTo(untilMs) {
      const reports = [];
      for (; nowMs < untilMs; nowMs += MINUTE_MS) {
        const { report } = await guard.tick();
        reports.push(report);
      }
      return reports;
    },
    subjects: () => guard.received.map(({ subject }) => subject),
  };
}
