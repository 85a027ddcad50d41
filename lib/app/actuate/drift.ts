import type { Found } from "../../breaker/event.ts";
import { settingStatus } from "../../breaker/setting-status.ts";
import { suspectOf } from "../../breaker/suspect.ts";
import { type Breaker, brakesOf } from "../../domain/breaker.ts";
import { refused } from "../../domain/result.ts";
import { describeValue, sameValue } from "../../domain/setting.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Outcome, Run } from "./deps.ts";
import { brakeEntry } from "./ledger.ts";
import { tellNews } from "./news.ts";

/** The settings that somebody changed, or is changing, since the breaker came into its state. */
export async function findDrift({ deps }: Run, breaker: Breaker): Promise<readonly Found[]> {
  const drifts: Found[] = [];
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

/**
 * What stands in the place of the prior state and was never ours: what a forced restore overwrites. Also where a restore was
 * complete once, so that a drift could no longer be told.
 */
export async function findForeign({ deps }: Run, breaker: Breaker): Promise<readonly Found[]> {
  const foreign: Found[] = [];
  for (const brake of brakesOf(breaker.state)) {
    const reading = await deps.control.read(brake.setting);
    if (!reading.ok) continue;
    const found = reading.value.value;
    if (![brake.prior, ...brake.ours].some((value) => sameValue(value, found)))
      foreign.push({ brake, found });
  }
  return foreign;
}

/** When the guard last set anything on the function. */
const setAtMs = ({ state }: Breaker): EpochMs => (state.kind === "armed" ? state.sinceMs : state.startedAtMs);

/** Records and tells what somebody changed, and refuses: nobody's change is undone by the guard. */
export async function reportDrift(
  run: Run,
  breaker: Breaker,
  drifts: readonly Found[],
): Promise<Outcome | undefined> {
  const [first] = drifts;
  if (first === undefined) return undefined;
  const suspects: string[] = [];
  for (const { brake, found } of drifts) {
    const suspect = suspectOf(
      brake,
      found,
      await run.deps.control.lastChange(brake.setting),
      setAtMs(breaker),
    );
    suspects.push(suspect);
    const reason = `somebody changed it to ${describeValue(found)}; ${suspect}`;
    const entry = brakeEntry(breaker, brake, "restore.drifted", run.deps.clock(), reason);
    await run.deps.ledger.append({ ...entry, entryId: `${entry.entryId}, found ${describeValue(found)}` });
  }
  const what = drifts.length === 1 ? "a setting" : "settings";
  const reason = `somebody changed ${what} that the guard had set; ${[...new Set(suspects)].join("; ")}`;
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
    suspect: suspects[0] ?? "",
  });
}
