import { lossAfterMs } from "../../brake/loss-clock.ts";
import type { Brake } from "../../domain/breaker.ts";
import type { Run } from "./deps.ts";
import { knownFunction } from "./exemptions.ts";

/**
 * When the full brakes begin to lose what waits, in ms from when the limiting began; `undefined` where that is not known,
 * also for a function that has left the inventory.
 */
export async function lossTimeOf(
  run: Run,
  functionName: string,
  brakes: readonly Pick<Brake, "setting" | "tripped" | "refusesOnly">[],
): Promise<number | undefined> {
  const known = await knownFunction(run, functionName);
  if (!known.ok) return undefined;
  return lossAfterMs(
    known.value.profile,
    brakes.map(({ tripped, ...brake }) => ({ ...brake, wanted: tripped })),
  );
}
