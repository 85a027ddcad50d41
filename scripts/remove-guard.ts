import type { StatusReport } from "../lib/app/operator-commands.ts";
import type { ApiClient } from "../lib/cli/api-client.ts";
import { CommandError } from "../lib/cli/command-error.ts";
import { stateWords } from "../lib/cli/state-words.ts";
import { type Breaker, brakesOf } from "../lib/domain/breaker.ts";
import { MINUTE_MS, SECOND_MS } from "../lib/domain/time.ts";

/** One account and region that the guard looks after. */
export type GuardedPlace = {
  /** Absent: where it is deployed. */
  readonly target?: string;
  readonly api: Pick<ApiClient, "order"> & { status(): Promise<StatusReport> };
};

export type RemovalDeps = {
  readonly places: readonly GuardedPlace[];
  /** The guard's own watch: nothing may be tripped between the last look and the removal. */
  readonly watch: { readonly stop: () => Promise<void>; readonly goOn: () => Promise<void> };
  /** Deletes the stack. Returns the exit code of the deployment tool. */
  readonly removeStack: () => number;
  readonly pause: (ms: number) => Promise<unknown>;
  readonly say: (text: string) => void;
};

/** Longer than a tick of watch may take: afterwards none is left that could still trip something. */
const LAST_TICK_MS = MINUTE_MS;
const LOOKS = 18;
const BETWEEN_LOOKS_MS = 10 * SECOND_MS;

/**
 * Functions that would stay limited for ever if the guard went now, however hard and by whomever: also those whose restore
 * is not complete. A function that somebody exempted, or holds as it runs, has no brakes, and nothing is left to put back.
 */
const stillLimited = ({ breakers }: StatusReport): readonly Breaker[] =>
  breakers.filter(({ state }) => brakesOf(state).length > 0);

/**
 * Removes the guard and leaves no limit behind, in no account or region: stops watching, restores everything, looks again, and
 * only then deletes the stack. Refuses when something cannot be restored, and lets the guard go on.
 * @returns the exit code
 */
export async function removeGuard(deps: RemovalDeps): Promise<number> {
  deps.say("Stopping the watch; waiting a minute for its last look to end.");
  await deps.watch.stop();
  let removed = false;
  try {
    await deps.pause(LAST_TICK_MS);
    const names: string[] = [];
    for (const place of deps.places) names.push(...(await restoreEverything(deps, place)));
    if (names.length > 0) {
      deps.say(
        `Not removed. Still limited by the guard: ${names.join(", ")}. A restore that is on its way may need some minutes more: try again. What somebody else has set meanwhile is overwritten with \`overcurrent restore FUNCTION --force\`, or accepted with \`overcurrent release FUNCTION\`; elsewhere than at home with --target.`,
      );
      return 1;
    }
    const exitCode = deps.removeStack();
    removed = exitCode === 0;
    return exitCode;
  } finally {
    if (!removed) await deps.watch.goOn();
  }
}

/** Orders a restore of whatever is limited there and waits for it. @returns what is limited in the end, in words */
async function restoreEverything(
  { pause, say }: RemovalDeps,
  { target, api }: GuardedPlace,
): Promise<readonly string[]> {
  const where = target === undefined ? "" : ` in ${target}`;
  const said = new Set<string>();
  const sayOnce = (text: string): void => {
    if (!said.has(text)) say(text);
    said.add(text);
  };
  let limited = stillLimited(await api.status());
  for (let look = 1; look < LOOKS && limited.length > 0; look += 1) {
    for (const { functionName } of limited) {
      sayOnce(`Restoring ${functionName}${where}.`);
      try {
        await api.order({ verb: "restore", functionName, reason: "the guard is being removed" });
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        sayOnce(`  ${functionName}: ${error.message}`);
      }
    }
    await pause(BETWEEN_LOOKS_MS);
    limited = stillLimited(await api.status());
  }
  return limited.map(({ functionName, state }) => `${functionName}${where} (${stateWords(state)})`);
}
