import { settingStatus } from "../../breaker/setting-status.ts";
import { type Brake, type Breaker, brakesOf } from "../../domain/breaker.ts";
import { refused } from "../../domain/result.ts";
import { describeValue, type SettingValue } from "../../domain/setting.ts";
import type { Outcome, Run } from "./deps.ts";
import { brakeEntry } from "./ledger.ts";
import { tellNews } from "./news.ts";

/** A setting under the guard's hand that somebody else has changed. */
export type Drift = { readonly brake: Brake; readonly found: SettingValue };

/** The settings that somebody changed, or is changing, since the breaker came into its state. */
export async function findDrift({ deps }: Run, breaker: Breaker): Promise<readonly Drift[]> {
  const drifts: Drift[] = [];
  for (const brake of brakesOf(breaker.state)) {
    const reading = await deps.control.read(brake.setting);
    if (!reading.ok) continue;
    const { entryId } = brakeEntry(breaker, brake, "action.applied", 0);
    const wasApplied = (await deps.ledger.find(breaker.functionName, entryId)) !== undefined;
    const found = reading.value.value;
    if (settingStatus(brake, found, wasApplied) === "drifted") drifts.push({ brake, found });
  }
  return drifts;
}

/** Records and tells what somebody changed, and refuses: nobody's change is undone by the guard. */
export async function reportDrift(
  run: Run,
  breaker: Breaker,
  drifts: readonly Drift[],
): Promise<Outcome | undefined> {
  const [first] = drifts;
  if (first === undefined) return undefined;
  for (const { brake, found } of drifts) {
    const reason = `somebody changed it to ${describeValue(found)}`;
    const entry = brakeEntry(breaker, brake, "restore.drifted", run.deps.clock(), reason);
    await run.deps.ledger.append({ ...entry, entryId: `${entry.entryId}, found ${describeValue(found)}` });
  }
  const reason = `somebody changed ${drifts.length === 1 ? "a setting" : "settings"} that the guard had set`;
  await tellNews(
    run,
    breaker,
    "drifted",
    drifts.map(({ brake }) => brake),
    { reason },
  );
  return refused({
    kind: "drifted",
    setting: first.brake.setting,
    expected: first.brake.wanted,
    found: first.found,
    suspect: "it is not known whose change it is",
  });
}
