import type { ActuationOutcome, Refusal } from "../domain/actuation.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { Breaker } from "../domain/breaker.ts";
import type { Catalogue } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import type { Incident } from "../domain/incident.ts";
import type { Mode } from "../domain/plan.ts";
import type { Result } from "../domain/result.ts";
import { type Clock, DAY_MS, type EpochMs } from "../domain/time.ts";
import { globMatches } from "../policy/glob.ts";
import type { Actuator } from "../ports/messaging.ts";
import type {
  AlertOutbox,
  BaselineStore,
  BreakerStore,
  CatalogueStore,
  IncidentStore,
  Ledger,
  UsageStore,
} from "../ports/stores.ts";
import { type BillReport, billReport } from "./bill-report.ts";
import { type RunningLossClock, runningLossClocks } from "./loss-clocks.ts";
import { type OperatorOrder, requestFor } from "./operator-order.ts";
import { type PlanReport, planFunctions, unprotectedFunctions } from "./plan-report.ts";
import { type SavingsReport, savingsReport } from "./savings-report.ts";

/** The state of the guard at one moment. Nothing listed, learned or tripped yet are honest states, not faults. */
export type StatusReport = {
  readonly atMs: EpochMs;
  readonly mode: Mode;
  /** Functions in the last inventory; 0 without one. */
  readonly functions: number;
  /** Absent: no inventory was taken yet. */
  readonly catalogueTakenAtMs?: EpochMs;
  /** Functions for which no brake is safe, though nobody exempted them. Absent: no inventory was taken yet. */
  readonly unprotected?: readonly string[];
  /** Functions with a learned baseline. */
  readonly baselines: number;
  /** Absent: nothing was learned yet. */
  readonly baselinesLearnedAtMs?: EpochMs;
  /** Those that are not plainly armed. */
  readonly breakers: readonly Breaker[];
  /** Of the breakers that make something wait. */
  readonly lossClocks: readonly RunningLossClock[];
  readonly openIncidents: readonly Incident[];
  /** What the last inventory could not ask; a function named here is never acted on. */
  readonly unanswered: Catalogue["unanswered"];
  readonly unsentAlerts: number;
  /** What the guard itself has cost this month, over all targets. */
  readonly bill: BillReport;
};

/** All that the CLI, the API and the page can ask for. Every method throws CloudCallError when a store does not answer. */
export type OperatorCommands = {
  status(): Promise<StatusReport>;
  /** `limit` counts the resolved ones, newest first; open ones are all shown. */
  incidents(limit: number): Promise<{
    readonly open: readonly Incident[];
    readonly resolved: readonly Incident[];
  }>;
  /** What would be done to the functions whose name fits the glob; changes nothing. */
  plan(functionGlob: string): Promise<PlanReport>;
  /** What enforce mode would have saved and refused in the last so many days, > 0. */
  savings(days: number): Promise<SavingsReport>;
  /**
   * Asks `actuate` and waits for what came of it. A `busy` refusal may be repeated as it is.
   * @throws {RangeError} when `expiresInMinutes` is outside `ORDER_EXPIRY_MINUTES`
   */
  order(order: OperatorOrder): Promise<Result<ActuationOutcome, Refusal>>;
};

export type OperatorCommandsDeps = {
  readonly clock: Clock;
  readonly policy: GuardPolicy;
  /** Functions whose name begins so are the guard itself. */
  readonly ownNamePrefix: string;
  readonly catalogue: CatalogueStore;
  readonly baselines: BaselineStore;
  readonly breakers: BreakerStore;
  readonly incidents: IncidentStore;
  readonly ledger: Ledger;
  readonly outbox: AlertOutbox;
  readonly usage: UsageStore;
  readonly actuator: Actuator;
};

export function operatorCommands(deps: OperatorCommandsDeps): OperatorCommands {
  return {
    status: async () => reportStatus(deps, await readKnown(deps)),
    async incidents(limit) {
      const [open, resolved] = await Promise.all([
        deps.incidents.listOpen(),
        deps.incidents.listResolved(limit),
      ]);
      return { open, resolved };
    },
    async plan(functionGlob) {
      const known = await readKnown(deps);
      return {
        atMs: known.nowMs,
        mode: deps.policy.mode,
        ...(known.catalogue && { catalogueTakenAtMs: known.catalogue.takenAtMs }),
        functions: plansOf(deps, known, functionGlob),
      };
    },
    async savings(days) {
      const untilMs = deps.clock();
      const fromMs = untilMs - days * DAY_MS;
      const [incidents, entries] = await Promise.all([
        deps.incidents.listSince(fromMs),
        deps.ledger.listSince(fromMs),
      ]);
      return savingsReport({ incidents, entries, fromMs, untilMs, days });
    },
    order: async (order) => deps.actuator.ask(requestFor(order, deps.clock())),
  };
}

type Known = {
  readonly nowMs: EpochMs;
  readonly catalogue: Catalogue | undefined;
  readonly baselines: readonly Baseline[];
  readonly breakers: readonly Breaker[];
  readonly openIncidents: readonly Incident[];
};

async function readKnown(deps: OperatorCommandsDeps): Promise<Known> {
  const [catalogue, baselines, breakers, openIncidents] = await Promise.all([
    deps.catalogue.load(),
    deps.baselines.load(),
    deps.breakers.listActive(),
    deps.incidents.listOpen(),
  ]);
  return { nowMs: deps.clock(), catalogue, baselines, breakers, openIncidents };
}

function plansOf({ policy, ownNamePrefix }: OperatorCommandsDeps, known: Known, functionGlob: string) {
  const { catalogue } = known;
  if (catalogue === undefined) return [];
  const functions = catalogue.functions.filter(({ functionName }) => globMatches(functionGlob, functionName));
  return planFunctions({ ...known, policy, ownNamePrefix, catalogue: { ...catalogue, functions } });
}

async function reportStatus(deps: OperatorCommandsDeps, known: Known): Promise<StatusReport> {
  const { nowMs, catalogue, baselines, breakers, openIncidents } = known;
  const { policy, ownNamePrefix } = deps;
  const ofFunctions = baselines.filter((baseline) => baseline.functionName !== undefined);
  return {
    atMs: nowMs,
    mode: policy.mode,
    functions: catalogue?.functions.length ?? 0,
    ...(catalogue && {
      catalogueTakenAtMs: catalogue.takenAtMs,
      unprotected: unprotectedFunctions(plansOf(deps, known, "*")),
    }),
    baselines: ofFunctions.length,
    ...(baselines.length > 0 && {
      baselinesLearnedAtMs: Math.max(...baselines.map((baseline) => baseline.learnedAtMs)),
    }),
    breakers,
    lossClocks: runningLossClocks(breakers, catalogue, policy, ownNamePrefix, nowMs),
    openIncidents,
    unanswered: catalogue?.unanswered ?? [],
    unsentAlerts: (await deps.outbox.listUnsent()).length,
    bill: billReport(await deps.usage.ofMonth(nowMs), policy.guardBill, nowMs),
  };
}
