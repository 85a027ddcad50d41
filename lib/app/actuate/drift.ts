import type { Found } from "../../breaker/event.ts";
import { settingStatus } from "../../breaker/setting-status.ts";
import { suspectOf } from "../../breaker/suspect.ts";
import { type Breaker, brakesOf } from "../../domain/breaker.ts";
import { refused } from "../../domain/result.ts";
import { describeValue, sameValue } from "../../domain/setting.ts";
import type { Outcome, Run } from "./deps.ts";
import { brakeEntry, startOf } from "./ledger.ts";
import { tellNews } from "./news.ts";

/** What stands now in the place of each brake; what is gone or does not tell is left out. */
async function readBrakes({ deps }: Run, { state }: Breaker): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const brake of brakesOf(state)) {
    const reading = await deps.control.read(brake.setting);
    if (reading.ok) found.push({ brake, found: reading.value.value });
  }
  return found;
}

/** The settings that somebody changed, or is changing, since the breaker came into its state. */
export async function findDrift(run: Run, breaker: Breaker): Promise<readonly Found[]> {
  const drifts: Found[] = [];
  for (const each of await readBrakes(run, breaker)) {
    const { entryId } = brakeEntry(breaker, each.brake, "action.applied", 0);
    const wasApplied = (await run.deps.ledger.find(breaker.functionName, entryId)) !== undefined;
    if (settingStatus(each.brake, each.found, wasApplied) === "drifted") drifts.push(each);
  }
  return drifts;
}

/**
 * What stands in the place of the prior state and was never ours: what a forced restore overwrites. Also where a restore was
 * complete once, so that a drift could no longer be told.
 */
export const findForeign = async (run: Run, breaker: Breaker): Promise<readonly Found[]> =>
  (await readBrakes(run, breaker)).filter(
    ({ brake, found }) => ![brake.prior, ...brake.ours].some((value) => sameValue(value, found)),
  );

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
      startOf(breaker),
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
