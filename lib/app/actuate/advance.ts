import type { BreakerEvent } from "../../breaker/event.ts";
import { transition } from "../../breaker/transition.ts";
import { type Brake, type Breaker, brakesOf } from "../../domain/breaker.ts";
import { ConcurrentChangeError } from "../../domain/errors.ts";
import { GUARD } from "../../domain/operator.ts";
import { sameSetting, sameValue } from "../../domain/setting.ts";
import type { Outcome, Run } from "./deps.ts";
import { brakeEntry, orderEntry, orderEvent } from "./ledger.ts";
import { tellNews } from "./news.ts";
import { settle } from "./settle.ts";

/**
 * Takes a breaker to its next state: the intention goes into the ledger, the state with every prior value onto record, the
 * record is read back, and only then are settings touched.
 */
export async function advance(run: Run, breaker: Breaker, event: BreakerEvent): Promise<Outcome> {
  const { deps } = run;
  const nowMs = deps.clock();
  const next = transition(breaker.state, event, deps.policy.breaker, nowMs);
  if (!next.ok) return next;

  const intended = { ...breaker, state: next.value, version: breaker.version + 1 };
  await recordOrder(run, intended, event);
  for (const brake of changedBrakes(breaker, intended))
    await deps.ledger.append(brakeEntry(intended, brake, "action.intended", nowMs));
  if (intended.state.kind === "armed") await tellLettingGo(run, breaker, event);
  await deps.breakers.save({ ...breaker, state: next.value });
  return carryOn(run, await readBack(run, intended), "first");
}

/** Brings the settings to a recorded state; where AWS refuses that, takes the step that follows and says what was refused. */
export async function carryOn(run: Run, breaker: Breaker, pass: "first" | "repeated"): Promise<Outcome> {
  const { outcome, next } = await settle(run, breaker, pass);
  if (next !== undefined) await advance(run, breaker, next);
  return outcome;
}

/** What the state will not tell by itself: who ordered it, and an expiry that leaves nothing to restore. */
async function recordOrder({ deps }: Run, intended: Breaker, event: BreakerEvent): Promise<void> {
  const expired = event.kind === "expire" && intended.state.kind === "armed";
  const ledgerEvent = expired ? "breaker.expired" : orderEvent(event.kind);
  if (ledgerEvent === undefined || !("reason" in event)) return;
  const by = "by" in event ? event.by : GUARD;
  await deps.ledger.append(orderEntry(intended, ledgerEvent, by, event.reason, deps.clock()));
}

/** A hold that limited nothing ends at once; nobody comes back to an armed breaker, so it is told beforehand. */
async function tellLettingGo(run: Run, breaker: Breaker, event: BreakerEvent): Promise<void> {
  if (event.kind === "expire") await tellNews(run, breaker, "expired", [], { reason: event.reason });
  if (event.kind === "operator-release") {
    const { reason, by } = event;
    await tellNews(run, breaker, "released", [], { reason, by });
  }
}

function changedBrakes(before: Breaker, after: Breaker): readonly Brake[] {
  const known = brakesOf(before.state);
  return brakesOf(after.state).filter(
    (brake) =>
      !known.some((old) => sameSetting(old.setting, brake.setting) && sameValue(old.wanted, brake.wanted)),
  );
}

/** No record, no action: what will be restored from is what the table really holds. */
async function readBack({ deps }: Run, intended: Breaker): Promise<Breaker> {
  const recorded = await deps.breakers.load(intended.functionName);
  if (
    recorded.version !== intended.version ||
    !sameBrakes(brakesOf(recorded.state), brakesOf(intended.state))
  )
    throw new ConcurrentChangeError(`the breaker of ${intended.functionName}`);
  return recorded;
}

function sameBrakes(recorded: readonly Brake[], intended: readonly Brake[]): boolean {
  return (
    recorded.length === intended.length &&
    intended.every((brake, index) => {
      const other = recorded[index];
      return (
        other !== undefined &&
        sameSetting(brake.setting, other.setting) &&
        sameValue(brake.prior, other.prior) &&
        sameValue(brake.wanted, other.wanted)
      );
    })
  );
}
