import type { FunctionProfile } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import type { SlowDrift } from "../domain/slow-drift.ts";
import type { EpochMs } from "../domain/time.ts";
import { rulesFor } from "../policy/rules-for.ts";
import type { AlertWriter } from "../ports/alert-writer.ts";
import type { Log } from "../ports/log.ts";
import type { AlertOutbox } from "../ports/stores.ts";

export type TellSlowDriftDeps = {
  readonly policy: GuardPolicy;
  /** Functions whose name begins so are the guard itself. */
  readonly ownNamePrefix: string;
  readonly outbox: Pick<AlertOutbox, "put">;
  readonly alerts: Pick<AlertWriter, "aboutSlowDrift">;
  readonly log: Log;
};

/**
 * Tells a drift that puts enough at risk. Done every night that it lasts, since the outbox tells the same alert once; the
 * next tick rings for it.
 */
export async function tellSlowDrift(
  { policy, ownNamePrefix, outbox, alerts, log }: TellSlowDriftDeps,
  profile: FunctionProfile,
  drift: SlowDrift,
  nowMs: EpochMs,
): Promise<void> {
  const { alertAboveUsdAtRisk } = rulesFor(policy, profile, ownNamePrefix, nowMs);
  const isDear = drift.burn.atRiskUsd >= alertAboveUsdAtRisk;
  log.info("slow drift found", { ...drift, isDear });
  if (isDear) await outbox.put(alerts.aboutSlowDrift(drift, nowMs));
}
