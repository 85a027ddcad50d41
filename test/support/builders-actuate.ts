import { actuate } from "../../lib/app/actuate/actuate.ts";
import type { ActuateDeps } from "../../lib/app/actuate/deps.ts";
import type { ActuationRequest } from "../../lib/domain/actuation.ts";
import type { Brake } from "../../lib/domain/breaker.ts";
import type { BreakerNews } from "../../lib/domain/breaker-news.ts";
import type { FunctionProfile } from "../../lib/domain/function-profile.ts";
import type { Operator } from "../../lib/domain/operator.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../../lib/domain/time.ts";
import { memoryStores } from "../../lib/sim/memory/memory-stores.ts";
import { aBaseline, aCatalogue, anIncident, aPolicy, aProfile, NOW_MS } from "./builders.ts";
import { CONCURRENCY, type FakeControl, fakeControl, reserved } from "./fake-control.ts";

export const ALICE: Operator = { kind: "person", name: "alice" };

/** A small account with one function under guard, in enforce mode, with an open incident; and its actuate. */
export type Stage = {
  readonly deps: ActuateDeps;
  readonly control: FakeControl;
  /** News by `kind` and breaker version: told twice is told once, as in the outbox. */
  readonly news: Map<string, BreakerNews>;
  nowMs: EpochMs;
  ask(request: ActuationRequest): ReturnType<typeof actuate>;
  later(minutes: number): void;
};

export async function stage(
  changes: Partial<ActuateDeps> & { readonly profile?: FunctionProfile; readonly control?: FakeControl } = {},
): Promise<Stage> {
  const {
    profile = aProfile(),
    control = fakeControl([[CONCURRENCY, reserved("unreserved")]]),
    ...rest
  } = changes;
  const { outbox: _, ...stores } = memoryStores();
  const news = new Map<string, BreakerNews>();
  let holders = 0;
  const self: Stage = {
    deps: {
      ...stores,
      clock: () => self.nowMs,
      control,
      policy: aPolicy({ mode: "enforce" }),
      ownNamePrefix: "overcurrent-",
      newLeaseHolder: () => `run-${holders++}`,
      tell: async (item) => {
        const key = `${item.kind} ${item.breaker.version}`;
        if (!news.has(key)) news.set(key, item);
      },
      log: { info: () => {}, warn: () => {}, error: () => {} },
      ...rest,
    },
    control,
    news,
    nowMs: NOW_MS,
    ask: (request) => actuate(self.deps, request),
    later: (minutes) => {
      self.nowMs += minutes * MINUTE_MS;
    },
  };
  await self.deps.catalogue.save(aCatalogue([profile]));
  await self.deps.baselines.save([aBaseline()]);
  await self.deps.incidents.save(anIncident());
  return self;
}

export const tripOrder = (changes: Partial<Extract<ActuationRequest, { kind: "trip" }>> = {}) =>
  ({
    kind: "trip",
    grade: "full",
    functionName: "checkout",
    incidentId: "incident-1",
    changes: [
      {
        setting: CONCURRENCY,
        wanted: reserved(0),
        refusesOnly: true,
        allowances: [reserved(4)],
        reason: "callers are refused with 429",
      },
    ],
    reason: "a flood",
    ...changes,
  }) satisfies ActuationRequest;

/** One execution at a time, and the events that come beyond it wait. */
export const tripOfEvents = (): ReturnType<typeof tripOrder> =>
  tripOrder({
    changes: [
      { setting: CONCURRENCY, wanted: reserved(1), allowances: [reserved(4)], reason: "events wait" },
    ],
  });

export const killOrder = (nowMs: EpochMs = NOW_MS) =>
  ({
    kind: "operator-kill",
    functionName: "checkout",
    reason: "stop it",
    by: ALICE,
    expiresAtMs: nowMs + 4 * HOUR_MS,
  }) satisfies ActuationRequest;

export const holdOrder = (nowMs: EpochMs = NOW_MS) =>
  ({ ...killOrder(nowMs), kind: "operator-hold", reason: "leave it" }) satisfies ActuationRequest;

export const restoreOrder = {
  kind: "operator-restore",
  force: false,
  functionName: "checkout",
  reason: "it is a sale",
  by: ALICE,
} satisfies ActuationRequest;

export const releaseOrder = {
  kind: "operator-release",
  functionName: "checkout",
  reason: "it is a sale",
  by: ALICE,
} satisfies ActuationRequest;
export const convergeOrder = { kind: "converge", functionName: "checkout" } satisfies ActuationRequest;

/** The order for the guard's next step, judged on the breaker as it is now. */
export async function guardOrder(
  stage: Stage,
  kind: "probe" | "widen" | "retrip" | "escalate" | "ease" | "restore",
): Promise<ActuationRequest> {
  const { version } = await stage.deps.breakers.load("checkout");
  return { kind, functionName: "checkout", breakerVersion: version, reason: `time to ${kind}` };
}

/** The kinds of what was told, in order. */
export const told = (stage: Stage): readonly string[] => [...stage.news.values()].map(({ kind }) => kind);

export const aBrake = (changes: Partial<Brake> = {}): Brake => ({
  setting: CONCURRENCY,
  prior: reserved("unreserved"),
  wanted: reserved(0),
  tripped: reserved(0),
  refusesOnly: true,
  allowances: [reserved(4)],
  ours: [reserved(0)],
  ...changes,
});
