import type { StatusReport } from "../lib/app/operator-commands.ts";
import { GuardError } from "../lib/domain/errors.ts";
import { type Clock, type EpochMs, MINUTE_MS, SECOND_MS } from "../lib/domain/time.ts";

export type FirstLookDeps = {
  readonly api: { status(): Promise<StatusReport> };
  /** Starts a function of the guard without waiting for it. Returns the exit code of the deployment tool. */
  readonly start: (functionName: "inventory" | "learn") => number;
  readonly clock: Clock;
  readonly pause: (ms: number) => Promise<unknown>;
  readonly say: (text: string) => void;
};

/** An inventory asks ten questions a second, about seven per function: enough for an account of 400. */
const PATIENCE_MS = 5 * MINUTE_MS;
const BETWEEN_LOOKS_MS = 5 * SECOND_MS;

/**
 * Takes the first inventory and learns from the history that CloudWatch has kept, so that a new guard sees from the
 * first minute on and not from the next full hour. The API is asked on the way, which shows that it answers.
 * @returns the exit code
 */
export async function takeFirstLook(deps: FirstLookDeps): Promise<number> {
  const startedAtMs = deps.clock();
  const started = deps.start("inventory");
  if (started !== 0) return started;
  deps.say("Taking the first inventory.");
  const functions = await waitForInventory(deps, startedAtMs);
  if (functions === undefined) {
    deps.say(
      "The inventory takes longer. The guard learns tonight; start its learn function for having it earlier.",
    );
    return 0;
  }
  deps.say(`${functions} functions found. Learning what is normal for each of them, in the background.`);
  return deps.start("learn");
}

async function waitForInventory(deps: FirstLookDeps, startedAtMs: EpochMs): Promise<number | undefined> {
  while (deps.clock() < startedAtMs + PATIENCE_MS) {
    await deps.pause(BETWEEN_LOOKS_MS);
    const report = await statusOrNothing(deps);
    if ((report?.catalogueTakenAtMs ?? 0) >= startedAtMs) return report?.functions;
  }
  return undefined;
}

/** A new API and its rights take some seconds to be known everywhere; until then it refuses or does not answer. */
async function statusOrNothing({ api }: FirstLookDeps) {
  try {
    return await api.status();
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return undefined;
  }
}
