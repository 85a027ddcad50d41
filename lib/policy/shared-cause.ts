import type { Cause } from "../domain/anomaly.ts";
import type { SharedCause } from "../domain/blast-radius-excess.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import { DAY_MS, type EpochMs, HOUR_MS } from "../domain/time.ts";
import type { Trigger } from "../domain/trigger.ts";
import { STACK_TAG } from "./tags.ts";

/** A function that runs away or was tripped; what ran away is absent when its incident is over. */
export type Affected = {
  readonly profile: FunctionProfile;
  readonly anomaly?: { readonly cause: Cause; readonly beganAtMs: EpochMs };
};

/** A deploy that is older did not wait so long to do harm. */
const DEPLOY_COUNTS_FOR_MS = DAY_MS;

/**
 * What most of the functions share that may be why they all run away at once: one stack, one source that calls them, one deploy, or
 * one kind of attack that began at about the same time. What covers the most functions wins; between equals, what comes first here.
 *
 * @returns `undefined` when nothing is shared by more than half of them, or there is only one
 */
export function sharedCause(affected: readonly Affected[]): SharedCause | undefined {
  const of = affected.length;
  const clues = [
    sharedStack(affected),
    sharedSource(affected),
    sharedDeploy(affected),
    sharedOnset(affected),
  ];
  return clues
    .flatMap((clue) => (clue === undefined ? [] : [{ ...clue, of }]))
    .filter(({ functions }) => functions > 1 && functions > of / 2)
    .sort((a, b) => b.functions - a.functions)[0];
}

function sharedStack(affected: readonly Affected[]) {
  const names = affected.map(({ profile }) => profile.tags[STACK_TAG]).filter((name) => name !== undefined);
  const [group] = largestFirst(groupBy(names, (name) => name));
  return group && ({ kind: "stack", functions: group[1].length, stackName: group[0] } as const);
}

/** A source counts once for each function that it calls, in however many ways. */
function sharedSource(affected: readonly Affected[]) {
  const sources = affected.flatMap(({ profile }) => [
    ...new Map(profile.triggers.map((trigger) => [arnOf(trigger), trigger])).entries(),
  ]);
  const known = sources.filter(([arn]) => arn !== undefined);
  const [group] = largestFirst(groupBy(known, ([arn]) => arn ?? ""));
  const source = group?.[1][0]?.[1];
  return group && source && ({ kind: "source", functions: group[1].length, source } as const);
}

const arnOf = (trigger: Trigger): string | undefined =>
  "sourceArn" in trigger ? trigger.sourceArn : undefined;

function sharedDeploy(affected: readonly Affected[]) {
  const deploys = affected.flatMap(({ profile: { lastModifiedMs }, anomaly }) => {
    if (anomaly === undefined) return [];
    const ageMs = anomaly.beganAtMs - lastModifiedMs;
    return ageMs >= 0 && ageMs <= DEPLOY_COUNTS_FOR_MS ? [lastModifiedMs] : [];
  });
  const together = withinAnHour(deploys);
  return together && ({ kind: "deploy", ...together } as const);
}

function sharedOnset(affected: readonly Affected[]) {
  const known = affected.flatMap(({ anomaly }) => anomaly ?? []).filter(({ cause }) => cause !== "unknown");
  const onsets = [...groupBy(known, ({ cause }) => cause)].flatMap(([cause, group]) => {
    const together = withinAnHour(group.map(({ beganAtMs }) => beganAtMs));
    return together === undefined ? [] : [{ kind: "onset", cause, ...together } as const];
  });
  return onsets.sort((a, b) => b.functions - a.functions)[0];
}

/** The hour with the most of these times; `undefined` when there are none. */
function withinAnHour(
  times: readonly EpochMs[],
): { readonly functions: number; readonly firstMs: EpochMs; readonly lastMs: EpochMs } | undefined {
  const hours = times.map((firstMs) => {
    const inside = times.filter((atMs) => atMs >= firstMs && atMs <= firstMs + HOUR_MS);
    return { functions: inside.length, firstMs, lastMs: Math.max(...inside) };
  });
  return hours.sort((a, b) => b.functions - a.functions)[0];
}

function groupBy<Key, Item>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

const largestFirst = <Key, Item>(
  groups: ReadonlyMap<Key, readonly Item[]>,
): readonly (readonly [Key, readonly Item[]])[] => [...groups].sort(([, a], [, b]) => b.length - a.length);
