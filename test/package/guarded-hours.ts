import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { documentClient } from "../../lib/aws/clients.ts";
import { type Key, putItem } from "../../lib/aws/stores/table.ts";
import type { Incident } from "../../lib/domain/incident.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../lib/domain/time.ts";
import { simulatedAccount } from "../../lib/sim/account.ts";
import { playedDay } from "../../lib/sim/day/played-day.ts";
import { type Change, functionSpec, pipeTrigger, sqsTrigger, streamTrigger } from "../../lib/sim/spec.ts";
import { TABLE_NAME } from "../../scripts/demo/guard-names.ts";
import { operate } from "../../scripts/demo/operate.ts";
import { raiseStage, type Stage } from "../../scripts/demo/stage.ts";
import { type GuardCall, recordCalls } from "./call-recorder.ts";
import { growFleet } from "./grow-fleet.ts";
import { loadWithOwnKey } from "./own-key.ts";

/** One function for each brake and each way back, one that is protected, one that is fed by a rule. */
const FLOODED = "share-preview";
const FAILING_QUEUE = "shipment-sync";
const LIMITED_BY_OWNER = "thumbnail-maker";
const QUIET = "currency-rates";
const PROTECTED = "session-api";
const CREEPING = "deploy-audit-log";
const FUNCTIONS = [FLOODED, FAILING_QUEUE, LIMITED_BY_OWNER, QUIET, PROTECTED, CREEPING];
/** Reads a stream, another through a pipe, and does little: it is there so that the inventory has them to ask about. */
const STREAM_READER = functionSpec({
  functionName: "click-counter",
  triggers: [
    streamTrigger({ kind: "kinesis", streamName: "clicks", arrivals: () => 1 }),
    pipeTrigger("views", streamTrigger({ kind: "kinesis", streamName: "views", arrivals: () => 1 })),
  ],
});
/** A queue's messages reach it through a pipe. */
const FED_BY_PIPE = functionSpec({
  functionName: "invoice-printer",
  triggers: [pipeTrigger("paid-orders", sqsTrigger({ queueName: "paid-orders", arrivals: () => 20 }))],
});
const MINUTES = 115;
/** So few functions are all read at least once in so long. */
const WHOLE_LOOK_MINUTES = 16;
/** Of more functions it is asked who ran, each quarter of an hour. */
const LIST_MINUTES = 15;
/** While QUIET is stopped: somebody sets its concurrency by hand. */
const MEDDLE_MINUTE = 52;
/** While a function is held, so that learning meets a breaker. */
const LEARN_MINUTE = 60;
/** Long enough for a slow drift to be seen: ten days to compare with, and those since it began. */
const HISTORY_MS = 14 * DAY_MS;

export type GuardedHours = {
  readonly calls: readonly GuardCall[];
  /** What the simulation did not know and what crashed; neither may happen. */
  readonly troubles: readonly string[];
};

/** Plays a little over two hours with a flood, a failing queue and a person, through the bundles that get deployed. */
export async function playGuardedHours(): Promise<GuardedHours> {
  const { account: whole, startOfDayMs } = playedDay(1);
  const played = whole.functions.filter(({ functionName }) => FUNCTIONS.includes(functionName));
  const functions = [...played, STREAM_READER, FED_BY_PIPE];
  const account = simulatedAccount({ ...whole, functions, startMs: startOfDayMs - HISTORY_MS });
  account.schedule([...leech(startOfDayMs), ...attacks((minute) => startOfDayMs + minute * MINUTE_MS)]);
  account.advanceTo(startOfDayMs);

  const outDirectory = mkdtempSync(join(tmpdir(), "overcurrent-calls-"));
  const stage = await raiseStage(account, () => undefined, { outDirectory, load: loadWithOwnKey });
  const recorder = recordCalls(account);
  try {
    await stage.run("inventory");
    await stage.run("learn");
    for (let minute = 0; minute < MINUTES; minute += 1) {
      account.advanceTo(startOfDayMs + minute * MINUTE_MS + 5 * SECOND_MS);
      stage.setTime(account.nowMs());
      if ((minute * MINUTE_MS) % HOUR_MS === 0) await stage.run("inventory");
      if (minute === LEARN_MINUTE) await stage.run("learn");
      if (minute === MEDDLE_MINUTE) account.lambda.putFunctionConcurrency(QUIET, 5);
      await stage.run("watch");
      await stage.run("probe");
      for (const argv of ORDERS[minute] ?? []) await operate(stage.apiUrl, argv);
    }
    account.advanceTo(startOfDayMs + MINUTES * MINUTE_MS + 5 * SECOND_MS);
    stage.setTime(account.nowMs());
    await forgetAFunction(stage, account.nowMs());
    // Not every minute has a whole look, which alone shows it.
    const inventories = stage.runs.get("inventory");
    const endMinute = MINUTES + WHOLE_LOOK_MINUTES;
    for (
      let minute = MINUTES;
      minute < endMinute && stage.runs.get("inventory") === inventories;
      minute += 1
    ) {
      account.advanceTo(startOfDayMs + minute * MINUTE_MS + 5 * SECOND_MS);
      stage.setTime(account.nowMs());
      await stage.run("watch");
    }
    await growFleet(stage.stores.catalogue);
    for (let minute = endMinute; minute < endMinute + LIST_MINUTES; minute += 1) {
      account.advanceTo(startOfDayMs + minute * MINUTE_MS + 5 * SECOND_MS);
      stage.setTime(account.nowMs());
      await stage.run("watch");
    }
    // The bell is rung while another run empties the outbox, as happens when watch and actuate both have something to tell.
    await meetAnotherAtWork(stage, "notify", { pk: "ALERT#LEASE", sk: "#outbox" }, account.nowMs());
    // Something unknown runs while the hourly inventory is being taken.
    await meetAnotherAtWork(stage, "inventory", { pk: "INVENTORY#LEASE", sk: "#inventory" }, account.nowMs());
    await meetUnmovedIncident(stage, () => operate(stage.apiUrl, ["incidents"]));
    await meetUnmovedIncident(stage, ({ functionName }) =>
      operate(stage.apiUrl, ["kill", functionName, "--reason", "once more", "--yes"]),
    );
    return { calls: recorder.calls(), troubles: troublesOf(stage) };
  } finally {
    recorder.stop();
    await stage.close();
    rmSync(outDirectory, { recursive: true });
  }
}

/** Creeps in before the guard is deployed, so that only learning can see it; it has gone when the watching begins. */
const leech = (untilMs: number): readonly Change[] => [
  {
    kind: "extra-traffic",
    functionName: CREEPING,
    trigger: 0,
    atMs: untilMs - 3 * DAY_MS,
    untilMs,
    legitimate: false,
    arrivals: () => 10_000,
  },
];

/** The queue fails an hour after the flood: of so few functions only one may be tripped in an hour. */
const attacks = (at: (minute: number) => number): readonly Change[] => [
  ...[FLOODED, PROTECTED].map(
    (functionName): Change => ({
      kind: "extra-traffic",
      functionName,
      trigger: 0,
      atMs: at(8),
      untilMs: at(25),
      legitimate: false,
      arrivals: () => 60_000,
    }),
  ),
  {
    kind: "downstream-failure",
    functionName: FAILING_QUEUE,
    atMs: at(75),
    untilMs: at(87),
    errorRatio: 1,
    duration: { medianMs: 17_000, p95Ms: 20_000 },
  },
];

/** What a person does, by the minute. Over the full hour a function is held, so that the inventory meets a breaker. */
const ORDERS: Readonly<Record<number, readonly (readonly string[])[]>> = {
  16: [["status"], ["incidents"]],
  20: [["restore", FLOODED, "--reason", "we want to be called", "--yes"]],
  30: [["kill", FED_BY_PIPE.functionName, "--reason", "the printer is out of paper", "--yes"]],
  34: [["restore", FED_BY_PIPE.functionName, "--reason", "it has paper again", "--yes"]],
  40: [["kill", LIMITED_BY_OWNER, "--reason", "a customer's mistake", "--yes"]],
  44: [["restore", LIMITED_BY_OWNER, "--reason", "it is corrected", "--yes"]],
  50: [["kill", QUIET, "--reason", "the provider asked for it", "--yes"]],
  54: [["restore", QUIET, "--reason", "the provider is ready", "--yes", "--force"]],
  58: [["hold", QUIET, "--reason", "a provider's test", "--yes"]],
  62: [["release", QUIET, "--reason", "the test is over", "--yes"]],
};

/** As when somebody made a function after the last inventory: a whole look sees runs that no known function explains. */
async function forgetAFunction(stage: Stage, nowMs: number): Promise<void> {
  const catalogue = await stage.stores.catalogue.load();
  if (catalogue === undefined) throw new Error("there is no inventory after these hours");
  const functions = catalogue.functions.filter(({ functionName }) => functionName !== PROTECTED);
  await stage.stores.catalogue.save({ ...catalogue, functions, takenAtMs: nowMs - 10 * MINUTE_MS });
}

/** As a run leaves it that ended after it had resolved an incident and before it moved it to the past. */
async function meetUnmovedIncident(stage: Stage, meet: (incident: Incident) => Promise<void>): Promise<void> {
  const [incident] = await stage.stores.incidents.listResolved(1);
  if (incident === undefined) throw new Error("nothing was resolved in these hours");
  const { functionName, incidentId, version } = incident;
  const documents = documentClient();
  const key = { pk: "INCIDENT#OPEN", sk: functionName };
  await putItem(
    { documents, tableName: TABLE_NAME },
    { ...key, incidentId, recordVersion: version, incident },
  );
  documents.destroy();
  await meet(incident);
}

async function meetAnotherAtWork(
  stage: Stage,
  part: "notify" | "inventory",
  key: Key,
  nowMs: number,
): Promise<void> {
  const documents = documentClient();
  const lease = { holder: "another run", leaseUntilMs: nowMs + MINUTE_MS };
  await putItem({ documents, tableName: TABLE_NAME }, { ...key, ...lease });
  documents.destroy();
  await stage.run(part);
}

const troublesOf = ({ server, log }: Stage): readonly string[] => [
  ...server.unknownRequests(),
  ...server.failedEvents().map((event) => JSON.stringify(event)),
  ...log.lines.filter((line) => line.includes('"level":"ERROR"')),
];
