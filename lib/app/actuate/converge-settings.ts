import { type Brake, type Breaker, brakesOf } from "../../domain/breaker.ts";
import { convergeSetting, type SettingReport } from "./converge-setting.ts";
import type { Run } from "./deps.ts";

/**
 * Makes every setting what the breaker wants, in the order that loses nothing. Limiting: sources off first, and the
 * concurrency only once they have stopped, since a poller that is still running would count each refused message
 * as a failed one. Letting go: the concurrency first.
 */
export async function convergeSettings(run: Run, breaker: Breaker): Promise<readonly SettingReport[]> {
  const brakes = brakesOf(breaker.state);
  const sources = brakes.filter(({ setting }) => setting.kind !== "concurrency");
  const concurrency = brakes.filter(({ setting }) => setting.kind === "concurrency");
  const limits = breaker.state.kind === "tripped" || breaker.state.kind === "held";
  if (!limits)
    return [...(await inTurn(run, breaker, concurrency)), ...(await inTurn(run, breaker, sources))];

  const stopped = await inTurn(run, breaker, sources);
  const stillPolling = stopped.some(({ kind }) => kind === "moving" || kind === "unreachable");
  return [...stopped, ...(stillPolling ? concurrency.map(waiting) : await inTurn(run, breaker, concurrency))];
}

async function inTurn(run: Run, breaker: Breaker, brakes: readonly Brake[]): Promise<SettingReport[]> {
  const reports: SettingReport[] = [];
  for (const brake of brakes) reports.push(await convergeSetting(run, breaker, brake));
  return reports;
}

const waiting = (brake: Brake): SettingReport => ({ brake, wasApplied: false, kind: "moving" });
