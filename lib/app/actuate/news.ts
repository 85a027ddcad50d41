import type { Severity } from "../../domain/anomaly.ts";
import type { Brake, Breaker, BreakerState } from "../../domain/breaker.ts";
import { brakesOf } from "../../domain/breaker.ts";
import type { BrakeEnd, BreakerNews } from "../../domain/breaker-news.ts";
import type { LedgerEvent } from "../../domain/ledger.ts";
import { GUARD, type Operator } from "../../domain/operator.ts";
import type { Run } from "./deps.ts";
import { entryIdOf } from "./ledger.ts";

/**
 * The ledger event that a state stands for; none where the order that led to it has been recorded already, or where
 * it is recorded when it is complete (`breaker.restored`).
 */
export function stateEvent({ state }: Breaker): LedgerEvent | undefined {
  if (state.kind === "armed" || state.by.kind === "person") return undefined;
  if (state.kind === "probing")
    return state.startedAtMs === state.probedSinceMs ? "breaker.probing" : "breaker.widened";
  if (state.kind === "tripped") return trippedEvent(state);
  return state.kind === "restoring" && state.startedAtMs >= state.expiresAtMs ? "breaker.expired" : undefined;
}

/** A trip begins the limiting with its first values; every later step to `tripped` leaves its own mark. */
function trippedEvent({
  grade,
  attempt,
  brakes,
  sinceMs,
  startedAtMs,
}: Extract<BreakerState, { kind: "tripped" }>): LedgerEvent {
  if (grade === "trickle") return "breaker.eased";
  const isFirst = startedAtMs === sinceMs && brakes.every(({ ours }) => ours.length === 1);
  if (isFirst) return "breaker.tripped";
  return attempt > 0 ? "breaker.retripped" : "breaker.escalated";
}

const NEWS_OF: Readonly<Partial<Record<LedgerEvent, BreakerNews["kind"]>>> = {
  "breaker.tripped": "tripped",
  "breaker.retripped": "retripped",
  "breaker.escalated": "escalated",
  "breaker.eased": "eased",
  "breaker.expired": "expired",
};

/** Tells what the present state means, if somebody should hear of it. Telling it again is harmless. */
export async function tellState(run: Run, breaker: Breaker): Promise<void> {
  const kind = await newsOf(run, breaker);
  if (kind !== undefined) await tellNews(run, breaker, kind, brakesOf(breaker.state));
}

async function newsOf({ deps }: Run, breaker: Breaker): Promise<BreakerNews["kind"] | undefined> {
  const { functionName, state } = breaker;
  const event = stateEvent(breaker);
  if (event !== undefined) return NEWS_OF[event];
  if (state.kind === "tripped") return "released";
  if (state.kind === "restoring") {
    if (state.thenOffUntilMs !== undefined) return "exempted";
    // A restore is told when it is complete; a release that has something left to restore, at once.
    const release = await deps.ledger.find(functionName, entryIdOf(breaker, "operator.released"));
    return release === undefined ? undefined : "released";
  }
  if (state.kind !== "held") return undefined;
  // A killed breaker and a held one look the same; the order tells them apart.
  const order = await deps.ledger.find(functionName, entryIdOf(breaker, "operator.killed"));
  if (order !== undefined) return "killed";
  const exemption = await deps.ledger.find(functionName, entryIdOf(breaker, "operator.exempted"));
  return exemption === undefined ? "held" : "exempted";
}

/** @param said who did it and why, where the state does not say so itself */
export async function tellNews(
  { deps }: Run,
  breaker: Breaker,
  kind: BreakerNews["kind"],
  brakes: readonly Brake[],
  said: {
    readonly reason?: string;
    readonly by?: Operator;
    readonly severity?: Severity;
    readonly ends?: readonly BrakeEnd[];
  } = {},
): Promise<void> {
  const { functionName, state } = breaker;
  const incident = await deps.incidents.findOpen(functionName);
  await deps.tell({
    kind,
    breaker,
    brakes,
    ...(state.kind === "armed" ? { reason: "armed", by: GUARD } : { reason: state.reason, by: state.by }),
    ...said,
    ...(incident !== undefined && { incident }),
  });
}
