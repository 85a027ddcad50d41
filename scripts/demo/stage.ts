import { createRequire } from "node:module";
import { resolve } from "node:path";
import { documentClient } from "../../lib/aws/clients.ts";
import { createTable } from "../../lib/aws/stores/create-table.ts";
import { dynamoStores } from "../../lib/aws/stores/dynamo-stores.ts";
import type { EpochMs } from "../../lib/domain/time.ts";
import type { Stores } from "../../lib/ports/stores.ts";
import { startFrontDoor } from "../../lib/sim/http/front-door.ts";
import { type AccountServer, startAccountServer } from "../../lib/sim/http/server.ts";
import type { SimulatedAccount } from "../../lib/sim/simulated-account.ts";
import { bundleFunctions } from "../bundle.ts";
import { compilePolicy } from "../compile-policy.ts";
import { captureGuardLog, type GuardLog } from "./guard-log.ts";
import {
  deployedName,
  GUARD_FUNCTIONS,
  type GuardFunction,
  guardEnvironment,
  TABLE_NAME,
} from "./guard-names.ts";
import { type LocalTable, startLocalTable, type TableUsage } from "./local-table.ts";
import { simulateDate } from "./simulated-date.ts";

/** Everything that runs while the day is played: the account's endpoints, the table, and the guard's own bundles. */
export type Stage = {
  readonly server: AccountServer;
  /** Where the operator's API listens; callers sign with the credentials of this process. */
  readonly apiUrl: string;
  /** Runs a scheduled function of the guard at the present simulated time. */
  run(name: GuardFunction): Promise<unknown>;
  /** Makes `Date` in this process show the simulated time. */
  setTime(nowMs: EpochMs): void;
  tableUsage(): TableUsage;
  /** How often each of the guard's functions ran. */
  readonly runs: ReadonlyMap<GuardFunction, number>;
  /** The guard's memory, for reading the ledger when the day is over. */
  readonly stores: Stores;
  readonly log: GuardLog;
  close(): Promise<void>;
};

/** Called after each run of `actuate`, with what it was asked and what came of it. */
export type OnActuation = (request: unknown, outcome: unknown) => void;

export type Handler = (payload: unknown, context: unknown) => Promise<unknown>;

const OUT_DIRECTORY = "dist/demo";
const POLICY_PATH = "scripts/demo/overcurrent.yml";
/** The operator's key in the simulated account. Not a secret: it exists nowhere else. */
const OPERATOR = { accessKeyId: "AKIADEMOOPERATOR", secretAccessKey: "simulated-account-only" };

/** How a built bundle becomes a handler; Node's own `require` unless a test wants to know who asks. */
export type LoadFunction = (path: string, name: GuardFunction) => Handler;

const require = createRequire(import.meta.url);
const requireFunction: LoadFunction = (path) => (require(path) as { handler: Handler }).handler;

/** Builds the bundles as for a deployment, and sets them up, unchanged, against the simulated account, over HTTP. */
export async function raiseStage(
  account: SimulatedAccount,
  onActuation: OnActuation,
  {
    outDirectory = OUT_DIRECTORY,
    load = requireFunction,
  }: { outDirectory?: string; load?: LoadFunction } = {},
): Promise<Stage> {
  await bundleFunctions(outDirectory, compilePolicy(POLICY_PATH).json);
  const server = await startAccountServer(account);
  const table = await startLocalTable();
  try {
    return await setUp(account, server, table, onActuation, (name) =>
      load(resolve(outDirectory, name, "index.cjs"), name),
    );
  } catch (error) {
    // Open servers would keep the process alive, and the person waiting.
    await Promise.all([server.close(), table.close()]);
    throw error;
  }
}

async function setUp(
  account: SimulatedAccount,
  server: AccountServer,
  table: LocalTable,
  onActuation: OnActuation,
  load: (name: GuardFunction) => Handler,
): Promise<Stage> {
  replaceEnvironment({
    ...guardEnvironment(account.accountId, account.region),
    AWS_REGION: account.region,
    AWS_ACCESS_KEY_ID: OPERATOR.accessKeyId,
    AWS_SECRET_ACCESS_KEY: OPERATOR.secretAccessKey,
    AWS_ENDPOINT_URL: server.url,
    AWS_ENDPOINT_URL_DYNAMODB: table.url,
    // Nothing outside this process may be asked, not even for credentials.
    AWS_EC2_METADATA_DISABLED: "true",
  });

  const date = simulateDate(account.nowMs());
  const documents = documentClient();
  await createTable({ documents, tableName: TABLE_NAME });

  const log = captureGuardLog();
  const runs = new Map<GuardFunction, number>();
  const handlers = new Map<GuardFunction, Handler>();
  for (const name of GUARD_FUNCTIONS) {
    const handler = load(name);
    const timed: Handler = async (payload, context) => {
      const outcome = await handler(payload, context);
      runs.set(name, (runs.get(name) ?? 0) + 1);
      if (name === "actuate") onActuation(payload, outcome);
      return outcome;
    };
    handlers.set(name, timed);
    server.registerFunction(deployedName(name), (payload) => timed(payload, {}));
  }
  const run = async (name: GuardFunction, payload: unknown = {}): Promise<unknown> => {
    const outcome = await handlers.get(name)?.(payload, {});
    await server.idle();
    return outcome;
  };
  const caller = {
    accountId: account.accountId,
    arn: `arn:aws:iam::${account.accountId}:user/maria`,
    userId: "AIDADEMOOPERATOR",
  };
  const frontDoor = await startFrontDoor(account, {
    credentials: [{ ...OPERATOR, caller }],
    handler: async (event) => (await run("api", event)) as never,
  });

  return {
    server,
    apiUrl: frontDoor.url,
    run,
    setTime: date.setTime,
    tableUsage: table.usage,
    runs,
    stores: dynamoStores({ documents, tableName: TABLE_NAME }, () => account.nowMs()),
    log,
    close: async () => {
      log.release();
      date.release();
      documents.destroy();
      await Promise.all([frontDoor.close(), server.close(), table.close()]);
    },
  };
}

/** What the person's own shell says of AWS and of a deployed guard must not leak into the simulated account. */
function replaceEnvironment(variables: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(process.env)) if (/^(AWS|OVERCURRENT)_/.test(name)) delete process.env[name];
  Object.assign(process.env, variables);
}
