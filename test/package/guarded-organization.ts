import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { documentClient } from "../../lib/aws/clients.ts";
import { createTable } from "../../lib/aws/stores/create-table.ts";
import { dynamoStores } from "../../lib/aws/stores/dynamo-stores.ts";
import { putItem } from "../../lib/aws/stores/table.ts";
import { GUARD_PARTS } from "../../lib/domain/guard-usage.ts";
import { GUARD } from "../../lib/domain/operator.ts";
import type { TargetId } from "../../lib/domain/target.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../lib/domain/time.ts";
import { simulatedAccount } from "../../lib/sim/account.ts";
import { playedDay } from "../../lib/sim/day/played-day.ts";
import { startOrganizationServer } from "../../lib/sim/http/organization-server.ts";
import type { SimulatedAccount } from "../../lib/sim/simulated-account.ts";
import {
  accountSpec,
  type Change,
  type FunctionSpec,
  functionSpec,
  pipeTrigger,
  sqsTrigger,
  streamTrigger,
} from "../../lib/sim/spec.ts";
import { bundleFunctions } from "../../scripts/bundle.ts";
import { captureGuardLog } from "../../scripts/demo/guard-log.ts";
import { guardEnvironment, TABLE_NAME } from "../../scripts/demo/guard-names.ts";
import { startLocalTable } from "../../scripts/demo/local-table.ts";
import { simulateDate } from "../../scripts/demo/simulated-date.ts";
import { spokeStatements } from "../support/spoke-template.ts";
import { type GuardCall, recordCalls } from "./call-recorder.ts";
import { growFleet } from "./grow-fleet.ts";
import { accessKeyOf, loadWithOwnKey } from "./own-key.ts";
import { DEPLOYMENT } from "./role-simulation.ts";
import { allowedActions } from "./role-statements.ts";

const HOME = { accountId: DEPLOYMENT.accountId, region: DEPLOYMENT.region };
/** Of the own account: everything that the worker does with its own role, it does here. */
const REGION = { accountId: HOME.accountId, region: "eu-west-1" };
/** Of the own account, and no longer in the policy. */
const TAKEN_OUT = { accountId: HOME.accountId, region: "sa-east-1" };
const SPOKE = { accountId: "222222222222", region: "eu-west-1" };
const EXTERNAL_ID = "garden";
const POLICY = `
mode: enforce
regions: [${REGION.region}]
accounts: [{ account: "${SPOKE.accountId}", regions: [${SPOKE.region}], externalId: ${EXTERNAL_ID} }]
`;
const OWN_PREFIX = `${TABLE_NAME}-`;
const QUEUE = `${TABLE_NAME}-targets`;
const OPERATOR_KEY = "AKIAOPERATOR";
const FLOODED = "share-preview";

/** Until every target is known; then a flood in the other region, until what it was is over and resolved. */
const KNOWN_AFTER_MINUTES = 6;
const FLOOD_MINUTES = 10;
const MINUTES = 91;
/** Begins at 01:30; of many functions it is asked at the full hour at the latest who ran. */
const GROWN_MINUTE = 90;
/** Somebody begins to be looked for: functions of which no inventory knows. */
const NEWCOMER_MINUTE = 50;
/** No worker runs for a while; dispatch tells after ten minutes that the targets are not looked at. */
const WORKERS_ARE_DOWN = { fromMinute: 76, untilMinute: 89 };
const HISTORY_MS = 4 * DAY_MS;

export type GuardedOrganization = {
  readonly calls: readonly GuardCall[];
  /** What the simulation did not know and what crashed; neither may happen. */
  readonly troubles: readonly string[];
  /** What is limited in the region that was taken out of the policy, when all is over. */
  readonly limitedThere: { readonly breakers: number; readonly reserved: number | "unreserved" };
};

/** Plays an hour of two accounts, one of them with three regions, through the bundles that get deployed. */
export async function playGuardedOrganization(): Promise<GuardedOrganization> {
  const startMs = Date.UTC(2026, 10, 22, 1, 30);
  const worlds = foundWorlds(startMs - HISTORY_MS);
  const everyWorld = Object.values(worlds);
  const advanceTo = (atMs: EpochMs) => {
    for (const world of everyWorld) world.advanceTo(atMs);
  };
  advanceTo(startMs);
  const keys = [OPERATOR_KEY, ...GUARD_PARTS.map(accessKeyOf)];
  const server = await startOrganizationServer(
    everyWorld,
    Object.fromEntries(keys.map((key) => [key, HOME.accountId])),
  );
  const table = await startLocalTable();
  const addRole = (name: string, statements: Parameters<typeof spokeStatements>[0]) =>
    server.addRole({
      arn: roleArn(name),
      trusts: HOME.accountId,
      externalId: EXTERNAL_ID,
      actions: allowedActions(spokeStatements(statements)),
    });
  addRole("spoke-read", "Read");
  addRole("spoke-actuate", "Actuate");
  const home = server.at(HOME.accountId, HOME.region);
  home.createQueue({ queueName: QUEUE, visibilityTimeoutSeconds: 120 });

  const before = { ...process.env };
  Object.assign(process.env, {
    ...guardEnvironment(HOME.accountId, HOME.region),
    OVERCURRENT_TARGET_QUEUE_URL: home.queueUrl(QUEUE),
    AWS_REGION: HOME.region,
    AWS_ACCESS_KEY_ID: OPERATOR_KEY,
    AWS_SECRET_ACCESS_KEY: "simulated-account-only",
    AWS_ENDPOINT_URL: server.url,
    AWS_ENDPOINT_URL_DYNAMODB: table.url,
    AWS_EC2_METADATA_DISABLED: "true",
  });
  const date = simulateDate(startMs);
  const log = captureGuardLog();
  const recorder = recordCalls(worlds.home, worlds.region, worlds.takenOut);
  const documents = documentClient();
  const outDirectory = mkdtempSync(join(tmpdir(), "overcurrent-targets-"));
  try {
    await createTable({ documents, tableName: TABLE_NAME });
    await bundleFunctions(outDirectory, JSON.stringify(parse(POLICY)));
    const handlers = GUARD_PARTS.map((part) => {
      const handler = loadWithOwnKey(resolve(outDirectory, part, "index.cjs"), part);
      home.registerFunction(`${OWN_PREFIX}${part}`, (payload) => handler(payload, {}));
      return [part, handler] as const;
    });
    const run = new Map<string, (payload: unknown, context: unknown) => Promise<unknown>>(handlers);
    home.connectQueue(QUEUE, `${OWN_PREFIX}worker`);
    const storesAt = (target?: TargetId) =>
      dynamoStores(
        { documents, tableName: TABLE_NAME, ...(target && { partitionPrefix: `@${target}#` }) },
        () => Date.now(),
      );

    await run.get("inventory")?.({}, {});
    await run.get("learn")?.({}, {});
    await limitSomething(worlds.takenOut, storesAt);
    for (let minute = 0; minute < MINUTES; minute += 1) {
      const nowMs = startMs + minute * MINUTE_MS + 5 * SECOND_MS;
      if (minute === KNOWN_AFTER_MINUTES) worlds.region.schedule(floodFrom(nowMs + MINUTE_MS));
      if (minute === NEWCOMER_MINUTE) worlds.region.addFunctions([publicFunction("newcomer", 3_000)]);
      if (minute === GROWN_MINUTE) await growFleet(storesAt(idOf(REGION)).catalogue);
      advanceTo(nowMs);
      date.setTime(nowMs);
      if (minute === KNOWN_AFTER_MINUTES) await meetAnotherInventory(documents, nowMs);
      for (const part of ["watch", "probe", "dispatch"]) await run.get(part)?.({}, {});
      const { fromMinute, untilMinute } = WORKERS_ARE_DOWN;
      if (minute < fromMinute || minute >= untilMinute) await home.deliver();
      await home.idle();
    }
    const left = await storesAt(idOf(TAKEN_OUT)).breakers.listActive();
    return {
      calls: recorder.calls(),
      troubles: [
        ...server.unknownRequests(),
        ...log.lines.filter((line) => line.includes('"level":"ERROR"')),
      ],
      limitedThere: {
        breakers: left.filter(({ state }) => state.kind !== "armed").length,
        reserved:
          worlds.takenOut.lambda.getFunctionConcurrency(FLOODED).ReservedConcurrentExecutions ?? "unreserved",
      },
    };
  } finally {
    recorder.stop();
    log.release();
    date.release();
    documents.destroy();
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    await Promise.all([server.close(), table.close()]);
    rmSync(outDirectory, { recursive: true });
  }
}

type Place = { readonly accountId: string; readonly region: string };
const roleArn = (name: string): string => `arn:aws:iam::${SPOKE.accountId}:role/${OWN_PREFIX}${name}`;
const idOf = ({ accountId, region }: Place): TargetId => `${accountId}/${region}`;

const publicFunction = (functionName: string, perMinute = 60): FunctionSpec =>
  functionSpec({
    functionName,
    memoryMb: 1024,
    duration: { medianMs: 300, p95Ms: 600 },
    triggers: [{ kind: "function-url", access: "public", arrivals: () => perMinute }],
  });

function foundWorlds(startMs: EpochMs) {
  const at = (place: Place, seed: number, functions: readonly FunctionSpec[]) =>
    simulatedAccount(
      accountSpec({
        ...place,
        seed,
        startMs,
        functions: functions.map((one) => ({ ...one, lastModifiedMs: startMs })),
      }),
    );
  // Fed by a rule, which the inventory has to ask about.
  const byRule = playedDay(1).account.functions.filter(
    ({ functionName }) => functionName === "deploy-audit-log",
  );
  return {
    home: at(HOME, 1, [publicFunction("quiet")]),
    region: at(REGION, 2, [publicFunction(FLOODED), STREAM_READER, FED_BY_QUEUE, ...byRule]),
    takenOut: at(TAKEN_OUT, 3, [publicFunction(FLOODED)]),
    spoke: at(SPOKE, 4, [publicFunction("quiet")]),
  };
}

const STREAM_READER = functionSpec({
  functionName: "click-counter",
  triggers: [
    streamTrigger({ kind: "kinesis", streamName: "clicks", arrivals: () => 1 }),
    pipeTrigger("views", streamTrigger({ kind: "kinesis", streamName: "views", arrivals: () => 1 })),
  ],
});
const FED_BY_QUEUE = functionSpec({
  functionName: "invoice-printer",
  triggers: [sqsTrigger({ queueName: "paid-orders", arrivals: () => 20 })],
});

const floodFrom = (atMs: EpochMs): readonly Change[] => [
  {
    kind: "extra-traffic",
    functionName: FLOODED,
    trigger: 0,
    atMs,
    untilMs: atMs + FLOOD_MINUTES * MINUTE_MS,
    legitimate: false,
    arrivals: () => 20_000,
  },
];

/** As when the guard stopped it, and its owner took the region out of the policy then; the trip ends within the hour. */
async function limitSomething(
  world: SimulatedAccount,
  storesAt: (target?: TargetId) => ReturnType<typeof dynamoStores>,
): Promise<void> {
  const setting = { kind: "concurrency", functionName: FLOODED } as const;
  const stopped = { kind: "concurrency", reserved: 0 } as const;
  const prior = { kind: "concurrency", reserved: "unreserved" } as const;
  world.lambda.putFunctionConcurrency(FLOODED, 0);
  const nowMs = Date.now();
  await storesAt(idOf(TAKEN_OUT)).breakers.save({
    functionName: FLOODED,
    version: 0,
    state: {
      ...{ kind: "tripped", grade: "full", attempt: 0, sinceMs: nowMs, startedAtMs: nowMs },
      ...{ probeAtMs: nowMs + 5 * MINUTE_MS, expiresAtMs: nowMs + HOUR_MS / 2, reason: "a flood" },
      by: GUARD,
      brakes: [{ setting, prior, wanted: stopped, tripped: stopped, allowances: [stopped], ours: [stopped] }],
    },
  });
  // At home a person keeps the guard off a function for a while.
  await storesAt().breakers.save({
    functionName: "quiet",
    version: 0,
    state: {
      ...{ kind: "held", sinceMs: nowMs, startedAtMs: nowMs, brakes: [], expiresAtMs: nowMs + HOUR_MS / 2 },
      ...{ reason: "a test", by: { kind: "person", name: "maria" } },
    },
  });
  await storesAt().targets.note({ targetId: idOf(TAKEN_OUT), lastTriedMs: nowMs });
}

/** A run that was cut off has left its lease behind: the next one leaves a wish and ends. */
async function meetAnotherInventory(
  documents: ReturnType<typeof documentClient>,
  nowMs: EpochMs,
): Promise<void> {
  for (const place of [REGION, SPOKE])
    await putItem(
      { documents, tableName: TABLE_NAME },
      {
        ...{ pk: `@${idOf(place)}#INVENTORY#LEASE`, sk: "#inventory" },
        ...{ holder: "another run", leaseUntilMs: nowMs + HOUR_MS },
      },
    );
}
