import { type NextStep, nextStep, type UnderBrake } from "../breaker/next-step.ts";
import type { Arrivals } from "../detect/backlog.ts";
import { sum } from "../detect/final-minutes.ts";
import { brakesHold } from "../detect/hold.ts";
import { passedUnderBrake } from "../detect/passed.ts";
import { judgeUnderBrake, type SourceArrivals } from "../detect/under-brake.ts";
import type { ActuationRequest, SeenUnderBrake } from "../domain/actuation.ts";
import type { Baseline } from "../domain/baseline.ts";
import { type Breaker, brakesOf } from "../domain/breaker.ts";
import type { Calm } from "../domain/calm.ts";
import { FUNCTION_DELETED, isDeleted } from "../domain/deleted-functions.ts";
import { CloudCallError } from "../domain/errors.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import type { Measurement, TimeRange } from "../domain/observation.ts";
import { sourceOf } from "../domain/read-source.ts";
import { type Clock, type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { rulesFor } from "../policy/rules-for.ts";
import type { Log } from "../ports/log.ts";
import type { Actuator } from "../ports/messaging.ts";
import type { MetricReader } from "../ports/metrics.ts";
import type { BaselineStore, BreakerStore, CatalogueStore } from "../ports/stores.ts";
import { lambdaPrices } from "../pricing/prices.ts";
import { probeRange, tickRange } from "../watch/window.ts";
import { readTotal } from "./read-totals.ts";
import { type Sight, sightOf } from "./sight.ts";

export type ProbeDeps = {
  readonly clock: Clock;
  readonly metrics: MetricReader;
  readonly catalogue: CatalogueStore;
  readonly baselines: BaselineStore;
  readonly breakers: BreakerStore;
  readonly actuator: Actuator;
  readonly policy: GuardPolicy;
  /** Functions whose name begins so are the guard itself. */
  readonly ownNamePrefix: string;
  readonly log: Log;
};

/** What was done about one breaker, with the reason. */
export type ProbeStep = {
  readonly functionName: string;
  readonly step: NextStep["step"] | "failed";
  readonly reason: string;
};

const MEASUREMENTS: readonly Measurement[] = [
  "invocations",
  "durationMs",
  "errors",
  "throttles",
  "asyncEventsReceived",
  "asyncEventsDropped",
  "iteratorAgeMs",
];

/** What is known of a function besides its breaker; its owner may have deleted it meanwhile. */
type Known = {
  readonly catalogue: Catalogue | undefined;
  readonly profile: FunctionProfile | undefined;
  readonly baseline: Baseline | undefined;
  readonly sight: Sight;
};

/** Two free requests: whether anything is seen of the account lately. */
const SIGHT_MEASUREMENTS: readonly Measurement[] = ["invocations", "throttles"];

/**
 * Looks after every breaker that is not plainly armed: finishes what an earlier run began, tries whether the cause
 * is gone, restores, trips again, and lets go at the latest when the trip expires.
 * One function's trouble does not hold up the others.
 */
export async function probe(deps: ProbeDeps): Promise<readonly ProbeStep[]> {
  const active = [...(await deps.breakers.listActive())].sort(byExpiry);
  if (active.length === 0) return [];
  const [catalogue, baselines, totals] = await Promise.all([
    deps.catalogue.load(),
    deps.baselines.load(),
    readTotal(deps.metrics, SIGHT_MEASUREMENTS, tickRange(deps.clock())),
  ]);
  const profiles = new Map(catalogue?.functions.map((profile) => [profile.functionName, profile]));
  const learned = new Map(baselines.map((baseline) => [baseline.functionName, baseline]));

  const braked = active.flatMap(({ functionName }) => learned.get(functionName) ?? []);
  const sight = sightOf(totals, learned.get(undefined), braked, deps.clock());
  const steps: ProbeStep[] = [];
  for (const breaker of active) {
    const { functionName } = breaker;
    const profile = profiles.get(functionName);
    const known = { catalogue, profile, baseline: learned.get(functionName), sight };
    const step = await tendBreaker(deps, breaker, known);
    deps.log.info("breaker tended", { ...step, state: breaker.state.kind });
    steps.push(step);
  }
  return steps;
}

/** What must be let go of first is tended first, in case a slow answer leaves no time for the rest. */
const byExpiry = (a: Breaker, b: Breaker): number => expiryOf(a) - expiryOf(b);
const expiryOf = ({ state }: Breaker): EpochMs =>
  state.kind === "armed" ? Number.POSITIVE_INFINITY : Math.min(state.expiresAtMs, state.lossAtMs ?? Infinity);

async function tendBreaker(deps: ProbeDeps, breaker: Breaker, known: Known): Promise<ProbeStep> {
  const { functionName } = breaker;
  try {
    const look = await lookUnderBrake(deps, breaker, known);
    const next = nextStep(breaker.state, look, rulesOf(deps, known), deps.clock());
    const { step, reason } = next;
    const request = requestFor(next, breaker, look.seen);
    if (request === undefined) return { functionName, step, reason };
    const outcome = await deps.actuator.ask(request);
    return {
      functionName,
      step,
      reason: outcome.ok ? outcome.value.reason : `refused: ${outcome.error.kind}`,
    };
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    return { functionName, step: "failed", reason: error.message };
  }
}

/** A function that is gone from the inventory has only the rules of the whole file. */
const rulesOf = ({ policy, ownNamePrefix, clock }: ProbeDeps, { profile }: Known) =>
  profile === undefined ? policy : rulesFor(policy, profile, ownNamePrefix, clock());

type Look = UnderBrake & { readonly seen?: SeenUnderBrake };

/** One read brings all that has run, been refused, arrived or been dropped since the trip. */
async function lookUnderBrake(
  deps: ProbeDeps,
  { functionName, state }: Breaker,
  known: Known,
): Promise<Look> {
  if (brakesOf(state).length === 0 || state.kind === "armed" || state.kind === "restoring")
    return { calm: unclear(`it is ${state.kind}`) };
  if (known.catalogue !== undefined && isDeleted(known.catalogue, functionName))
    return { calm: unclear(FUNCTION_DELETED), isDeleted: true };
  const range = probeRange(state.sinceMs, deps.clock());
  const reading = await deps.metrics.readWindows([{ functionName, measurements: MEASUREMENTS }], range);
  const [unread] = reading.unread;
  const { catalogue, profile, baseline, sight } = known;
  const window = sight.of(unread?.reason ?? reading.windows[0] ?? "no answer");
  if (typeof window === "string") return { calm: unclear(`could not look: ${window}`) };
  const dropped = window.series.asyncEventsDropped;
  const hold = profile && brakesHold(state, window, profile.timeoutSeconds);
  const seen: SeenUnderBrake = {
    ...(dropped && { eventsDropped: eventsGivenUp(dropped, window.series.errors ?? []) }),
    ...(hold && { hold }),
  };
  if (profile === undefined || baseline === undefined || catalogue === undefined)
    return { seen, calm: unclear("nothing is known of what is normal for this function") };
  const prices = lambdaPrices(catalogue.region);
  return {
    seen,
    calm: judgeUnderBrake(
      state,
      window,
      profile,
      baseline,
      await arrivalsFor(deps, state, profile, catalogue.accountId, range),
    ),
    passed: passedUnderBrake(window, baseline, profile, prices, state.startedAtMs),
  };
}

/** How long before the trip arrivals are looked at; an attack is under way for some minutes before it is stopped. */
const USUAL_MINUTES = 180;
const BEFORE_TRIP_MINUTES = 15;

/**
 * What arrives at the sources that a probe reads again, and what did before the trip; without it, time has to tell. Metrics of
 * another account are not seen here, and a source of which nothing at all is seen counts as such.
 */
async function arrivalsFor(
  { metrics }: ProbeDeps,
  state: Breaker["state"],
  { triggers }: FunctionProfile,
  accountId: string,
  range: TimeRange,
): Promise<SourceArrivals> {
  if (state.kind !== "probing") return NO_ARRIVALS;
  const arns = state.brakes
    .flatMap(({ setting }) => sourceOf(setting, triggers)?.sourceArn ?? [])
    .filter((arn) => arn.split(":")[4] === accountId);
  if (arns.length === 0) return NO_ARRIVALS;
  try {
    const startMs = range.startMs - USUAL_MINUTES * MINUTE_MS;
    const arrived = await metrics.readSourceArrivals(arns, { ...range, startMs });
    return new Map(
      [...arrived]
        .filter(([, counts]) => counts.some((count) => count > 0))
        .map(([arn, counts]) => [arn, sinceTheTrip(counts)]),
    );
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    return NO_ARRIVALS;
  }
}

function sinceTheTrip(counts: readonly number[]): Arrivals {
  const before = counts.slice(0, USUAL_MINUTES - BEFORE_TRIP_MINUTES);
  return { perMinute: counts.slice(USUAL_MINUTES), usualPerMinute: sum(before) / before.length };
}

const NO_ARRIVALS: SourceArrivals = new Map();

const unclear = (reason: string): Calm => ({ kind: "unclear", reason });
/**
 * Events that Lambda gave up because they waited for too long: those whose last run failed are dropped as well, brake or not.
 * The minute of the trip is left out, since most of it was before.
 */
const eventsGivenUp = (dropped: readonly number[], errors: readonly number[]): number =>
  Math.max(0, sum(dropped.slice(1)) - sum(errors));

function requestFor(
  { step, reason, drained, isDeleted: gone }: NextStep,
  { functionName, version: breakerVersion }: Breaker,
  seen: SeenUnderBrake | undefined,
): ActuationRequest | undefined {
  if (step === "wait") return undefined;
  if (step === "converge") return { kind: "converge", functionName, ...(seen !== undefined && { seen }) };
  return {
    kind: step,
    functionName,
    breakerVersion,
    reason,
    ...(drained && { drained }),
    ...(gone && { isDeleted: gone }),
  };
}
