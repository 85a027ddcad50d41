import type { Verdict } from "../domain/anomaly.ts";
import type { Catalogue } from "../domain/function-profile.ts";
import type { Incident } from "../domain/incident.ts";
import type { EpochMs } from "../domain/time.ts";
import { type Affected, sharedCause } from "../policy/shared-cause.ts";
import type { RespondDeps, Response } from "./respond.ts";

export type TickSoFar = {
  readonly catalogue: Catalogue;
  readonly verdicts: readonly Verdict[];
  readonly incidentOf: ReadonlyMap<string, Incident>;
  /** In the order in which they were decided: the dearest first. */
  readonly responses: readonly Response[];
  readonly trippedLastHour: ReadonlySet<string>;
  readonly nowMs: EpochMs;
};

/** Calls a person when the blast radius kept the guard from acting, with what all of them may have in common. */
export async function tellOfBlastRadius(
  { outbox, alerts }: Pick<RespondDeps, "outbox" | "alerts">,
  { catalogue, verdicts, incidentOf, responses, trippedLastHour, nowMs }: TickSoFar,
): Promise<void> {
  const heldBack = responses.filter(({ heldBackBy }) => heldBackBy !== undefined);
  if (heldBack.length === 0) return;
  const anomalies = new Map(
    verdicts.flatMap((verdict) =>
      verdict.kind === "anomalous" ? [[verdict.functionName, verdict.anomaly] as const] : [],
    ),
  );
  const tripped = [...trippedLastHour].sort();
  const names = new Set([...tripped, ...heldBack.map(({ functionName }) => functionName)]);
  const affected = catalogue.functions
    .filter(({ functionName }) => names.has(functionName))
    .map((profile): Affected => {
      // Under a brake a function shows the marks of the brake; its incident keeps what led to it.
      const anomaly = incidentOf.get(profile.functionName)?.latest ?? anomalies.get(profile.functionName);
      return { profile, ...(anomaly && { anomaly }) };
    });
  const shared = sharedCause(affected);
  const excess = {
    accountId: catalogue.accountId,
    region: catalogue.region,
    tripped,
    heldBack: heldBack.map(({ functionName }) => ({
      functionName,
      impactUsdPerHour: anomalies.get(functionName)?.burn.impactUsdPerHour ?? 0,
    })),
    ...(shared && { sharedCause: shared }),
  };
  await outbox.put(alerts.aboutBlastRadius(excess, nowMs));
}
