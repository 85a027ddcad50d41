import { isFunctionName } from "../domain/account-subject.ts";
import type { Verdict } from "../domain/anomaly.ts";
import { neverTripped } from "../domain/breaker.ts";
import { ConcurrentChangeError } from "../domain/errors.ts";
import { type Clock, type EpochMs, HOUR_MS } from "../domain/time.ts";
import { trippedByGuard } from "../policy/blast-radius.ts";
import type { Bell, InventoryBell } from "../ports/messaging.ts";
import { type MetricReader, NO_TIME_LEFT } from "../ports/metrics.ts";
import type { BaselineStore, BreakerStore, CatalogueStore, UsageStore } from "../ports/stores.ts";
import { readingAllowance } from "../pricing/reading-allowance.ts";
import { isInventoryDue } from "../watch/inventory-due.ts";
import { askForDescriptions, askForInventory } from "./ask-for-inventory.ts";
import { ringBell } from "./breaker-reporter.ts";
import { closeDeleted, isDoneWith } from "./close-deleted.ts";
import { knownAccount } from "./known-account.ts";
import { look } from "./look.ts";
import { type RespondDeps, type Response, respond } from "./respond.ts";
import { respondToAccount } from "./respond-to-account.ts";
import type { ShortMemory } from "./short-memory.ts";
import { tellOfBlastRadius } from "./tell-of-blast-radius.ts";

export type WatchDeps = RespondDeps & {
  readonly clock: Clock;
  readonly metrics: MetricReader;
  readonly catalogue: CatalogueStore;
  readonly baselines: BaselineStore;
  readonly breakers: BreakerStore;
  /** Wakes whoever sends the alerts. */
  readonly bell: Bell;
  readonly inventoryBell: InventoryBell;
  /** Of this process and this account and region. */
  readonly memory: ShortMemory;
  readonly usage: UsageStore;
  /** Of the money for reading, what this account and region may use: 0 to 1; absent: all. */
  readonly moneyShare?: number;
};

export type WatchReport = {
  readonly atMs: EpochMs;
  readonly read: number;
  readonly tripwire: string;
  /** Functions that could not be looked at; nothing is concluded about them. */
  readonly blind: readonly string[];
  /** Of them, those that there was no time for: the least dangerous of what was due. */
  readonly shed: number;
  readonly responses: readonly Response[];
  /** Why less was read than would be worth its price; absent: all of that was. */
  readonly sparser?: string;
  /** Why this was no good look; absent: there was something to look at, and it was looked at. */
  readonly problem?: string;
};

/** A line of ten thousand names would cost more to log than it tells. */
const MOST_NAMES_LOGGED = 20;
/** What the inventory does not know is seen for longer than this, or again; so is that it lacks what the guard looks after. */
const INVENTORY_ASKED_MINUTES = 5;

/**
 * One tick: look, then respond to what was found, the dearest anomaly first.
 * Keeps nothing between ticks but incidents: a crashed, doubled or late tick is made good by the next one.
 */
export async function watch(deps: WatchDeps): Promise<WatchReport> {
  const nowMs = deps.clock();
  const [catalogue, baselines, open, breakers, usage] = await Promise.all([
    deps.catalogue.load(),
    deps.baselines.load(),
    deps.incidents.listOpen(),
    deps.breakers.listActive(),
    deps.usage.ofMonth(nowMs),
  ]);
  if (catalogue === undefined) return idle(deps, nowMs, "no inventory yet: run the inventory function once");

  const incidentOf = new Map(open.map((incident) => [incident.functionName, incident]));
  const breakerOf = new Map(breakers.map((breaker) => [breaker.functionName, breaker]));
  const suspects = new Set([...incidentOf.keys(), ...breakerOf.keys()]);
  const seen = await look({
    metrics: deps.metrics,
    catalogue,
    baselines,
    suspects,
    memory: deps.memory,
    policy: deps.policy,
    ownNamePrefix: deps.ownNamePrefix,
    allowance: readingAllowance({
      usage,
      rule: deps.policy.guardBill,
      nowMs,
      moneyShare: deps.moneyShare ?? 1,
    }),
    nowMs,
  });
  const { verdicts, tripwire, account, read } = seen;

  const { profileOf, baselineOf } = knownAccount(catalogue, baselines, nowMs);
  const responses: Response[] = [];
  const breakerNow = (functionName: string) => breakerOf.get(functionName) ?? neverTripped(functionName);
  for (const incident of open) {
    const { functionName } = incident;
    const close = () => closeDeleted(deps, catalogue, incident, breakerNow(functionName));
    const closed = await unlessOutrun(functionName, close);
    if (closed !== undefined) responses.push(closed);
  }
  const trippedLastHour = await trippedBefore(deps, verdicts, nowMs);
  for (const verdict of [...verdicts].sort(byImpact)) {
    const profile = profileOf.get(verdict.functionName);
    if (profile === undefined) continue;
    const { functionName } = profile;
    const response = await unlessOutrun(functionName, () =>
      respond(deps, {
        verdict,
        profile,
        catalogue,
        baseline: baselineOf.get(functionName),
        open: incidentOf.get(functionName),
        breaker: breakerNow(functionName),
        trippedLastHour,
      }),
    );
    responses.push(response);
    if (response.did === "act") trippedLastHour.add(functionName);
    if (verdict.kind !== "quiet") deps.log.info("function judged", { ...response, verdict: verdict.kind });
  }
  await tellOfBlastRadius(deps, { catalogue, verdicts, incidentOf, responses, trippedLastHour, nowMs });
  for (const verdict of account?.verdicts ?? []) {
    const { kind, functionName } = verdict;
    const response = await unlessOutrun(functionName, () =>
      respondToAccount(deps, verdict, incidentOf.get(functionName)),
    );
    responses.push(response);
    if (kind !== "quiet") deps.log.info("account judged", { ...response, verdict: kind });
  }
  const isUnknown = [...suspects].some(
    (name) => isFunctionName(name) && !profileOf.has(name) && !isDoneWith(catalogue, breakerNow(name)),
  );
  const askedMinutes = read.awakened?.everyMinutes ?? INVENTORY_ASKED_MINUTES;
  if ((seen.asksForInventory || isUnknown) && isInventoryDue(catalogue, nowMs, askedMinutes))
    await askForInventory(deps, { of: "news" });
  await askForDescriptions(deps, [...verdicts].sort(byImpact), profileOf, nowMs);
  const blind = verdicts
    .filter(({ kind }) => kind === "could-not-look")
    .map(({ functionName }) => functionName);
  if (blind.length > 0)
    deps.log.warn("functions could not be looked at", {
      count: blind.length,
      blind: blind.slice(0, MOST_NAMES_LOGGED),
    });
  const shed = verdicts.filter((verdict) => isShed(verdict)).length;
  if (shed > 0)
    deps.log.warn("no time was left for the least dangerous reads", { shed, of: verdicts.length });
  // Where there is no function to look at, the totals are all that there is to see.
  const blindBecause =
    catalogue.functions.length === 0 && account === undefined ? tripwire.reason : whyBlind(verdicts);
  if (blindBecause !== undefined)
    await deps.outbox.put(deps.alerts.aboutBlindness(verdicts.length, blindBecause, nowMs));
  const problem = blindBecause ?? seen.problem;
  const report = {
    ...{ atMs: nowMs, read: read.functions, tripwire: tripwire.reason, blind, shed, responses },
    ...(read.sparser !== undefined && { sparser: read.sparser }),
    ...(problem !== undefined && { problem }),
  };
  await ringIfWaiting(deps);
  deps.log.info("tick done", { ...read, tripwire: tripwire.reason });
  return report;
}

/**
 * What the guard tripped in the hour before this tick; the tick adds its own trips. One read serves all its decisions: what
 * another run trips meanwhile is seen by `actuate`, which counts again right before it changes anything.
 */
async function trippedBefore(
  { ledger }: WatchDeps,
  verdicts: readonly Verdict[],
  nowMs: EpochMs,
): Promise<Set<string>> {
  if (!verdicts.some(({ kind }) => kind === "anomalous")) return new Set();
  return new Set(trippedByGuard(await ledger.listSince(nowMs - HOUR_MS)));
}

const impactOf = (verdict: Verdict): number =>
  verdict.kind === "anomalous" ? verdict.anomaly.burn.impactUsdPerHour : 0;
const byImpact = (a: Verdict, b: Verdict): number => impactOf(b) - impactOf(a);

/** Another tick that runs at the same time may be faster; then this function is in its hands. */
async function unlessOutrun<T>(functionName: string, respond: () => Promise<T>): Promise<T | Response> {
  try {
    return await respond();
  } catch (error) {
    if (!(error instanceof ConcurrentChangeError)) throw error;
    return { functionName, did: "none", reason: error.message };
  }
}

const isShed = (verdict: Verdict): boolean =>
  verdict.kind === "could-not-look" && verdict.reason === NO_TIME_LEFT;

/** One unread function is a line in the log; all of them unread is a guard that does not guard. */
function whyBlind(verdicts: readonly Verdict[]): string | undefined {
  const [first] = verdicts;
  if (first?.kind !== "could-not-look" || verdicts.some(({ kind }) => kind !== "could-not-look"))
    return undefined;
  return first.reason;
}

async function ringIfWaiting(deps: WatchDeps): Promise<void> {
  if ((await deps.outbox.listUnsent()).length > 0) await ringBell(deps);
}

async function idle(deps: WatchDeps, atMs: EpochMs, reason: string): Promise<WatchReport> {
  deps.log.warn("nothing to watch", { reason });
  await ringIfWaiting(deps);
  return { atMs, read: 0, tripwire: reason, blind: [], shed: 0, responses: [], problem: reason };
}
