import { afterAll, beforeAll, onTestFinished } from "vitest";
import type { Baseline } from "../../lib/domain/baseline.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../lib/domain/time.ts";
import { simulatedAccount } from "../../lib/sim/account.ts";
import type { SimulatedAccount } from "../../lib/sim/simulated-account.ts";
import type { AccountSpec, Change } from "../../lib/sim/spec.ts";
import { type DynamoServer, startDynalite } from "./dynamo.ts";
import { type FailingTable, failingTable } from "./failing-table.ts";
import { HISTORY_BEGINS_MS, STORY_BEGINS_MS, smallAccount } from "./small-account.ts";
import { type WiredGuard, wiredGuard } from "./wired-guard.ts";

/** Minutes begin the ticks; the schedule is a little late, as real ones are. */
const SCHEDULE_OFFSET_MS = 5 * SECOND_MS;

/** What the flooded function needs in a busy minute, as learned; more would not be affordable: the first brake of its flood. */
export const CAP = 3;

export type BadDay = {
  readonly account: SimulatedAccount;
  readonly guard: WiredGuard;
  readonly table: FailingTable;
  /** One tick a minute for so long; returns the last one's answer. */
  play(minutes: number): ReturnType<WiredGuard["tick"]>;
  /** The next minute comes, and nobody ticks. */
  passMinute(): void;
  /** What is reserved for a function, as the account itself says. */
  reserved(functionName: string): number | "unreserved";
  /** The subjects of what the owner got so far, in order. */
  subjects(): string[];
  /** Their texts, unwrapped, so that a sentence can be looked for. */
  letters(): string[];
  /** What the ledger says of a function, oldest first. */
  eventsOf(functionName: string): Promise<string[]>;
};

export type Setting = {
  /** What differs from the small account. */
  readonly account?: Partial<AccountSpec>;
  /** Default: the guard may act. */
  readonly policyText?: string;
  /** `nothing`: the guard has never looked at the account's past. */
  readonly learned?: "four days" | "nothing";
};

/**
 * Sets the table for the stories of one file. Each begins with a served account of its own, with the guard set up in it
 * and its inventory still to be taken.
 */
export function badDays(): (changes: readonly Change[], setting?: Setting) => Promise<BadDay> {
  let dynamo: DynamoServer | undefined;
  let baselines: readonly Baseline[] = [];
  beforeAll(async () => {
    dynamo = await startDynalite();
    baselines = await learnedBaselines(dynamo);
  });
  afterAll(() => dynamo?.stop());
  return async (changes, setting = {}) => {
    if (dynamo === undefined) throw new Error("a story begins before its table is set");
    const known = setting.learned === "nothing" ? [] : baselines;
    return beginDay(dynamo, known, changes, setting);
  };
}

async function beginDay(
  dynamo: DynamoServer,
  baselines: readonly Baseline[],
  changes: readonly Change[],
  setting: Setting,
): Promise<BadDay> {
  const account = simulatedAccount(smallAccount(setting.account));
  account.schedule(changes);
  account.advanceTo(STORY_BEGINS_MS);
  const table = failingTable(await dynamo.createTable());
  const guard = await wiredGuard(account, table.table, setting.policyText ?? "mode: enforce");
  onTestFinished(() => guard.close());
  if (baselines.length > 0) await guard.stores.baselines.save(baselines);

  let minuteMs: EpochMs = STORY_BEGINS_MS;
  const passMinute = () => {
    account.advanceTo(minuteMs + SCHEDULE_OFFSET_MS);
    minuteMs += MINUTE_MS;
  };
  return {
    account,
    guard,
    table,
    passMinute,
    async play(minutes) {
      for (let left = minutes; left > 1; left--) {
        passMinute();
        await guard.tick();
      }
      passMinute();
      return guard.tick();
    },
    reserved: (functionName) =>
      account.lambda.getFunctionConcurrency(functionName).ReservedConcurrentExecutions ?? "unreserved",
    subjects: () => account.topics.published().map(({ subject }) => subject ?? ""),
    letters: () => account.topics.published().map(({ text }) => text.replace(/\s+/g, " ")),
    async eventsOf(functionName) {
      const entries = await guard.stores.ledger.list(functionName, 200);
      return entries.map(({ event }) => event).reverse();
    },
  };
}

/** What the guard learns of the small account in four days, over the wire. */
async function learnedBaselines(dynamo: DynamoServer): Promise<readonly Baseline[]> {
  const account = simulatedAccount(smallAccount({ startMs: HISTORY_BEGINS_MS }));
  account.advanceTo(STORY_BEGINS_MS);
  const guard = await wiredGuard(account, await dynamo.createTable(), "");
  await guard.takeInventory();
  await guard.learn();
  const baselines = await guard.stores.baselines.load();
  await guard.close();
  return baselines;
}
