import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { parse } from "yaml";
import { documentClient } from "../../lib/aws/clients.ts";
import { createTable } from "../../lib/aws/stores/create-table.ts";
import { dynamoStores } from "../../lib/aws/stores/dynamo-stores.ts";
import type { TargetRecord } from "../../lib/domain/target.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../lib/domain/time.ts";
import type { Message } from "../../lib/sim/http/message-queues.ts";
import { bundleFunctions } from "../../scripts/bundle.ts";
import { captureGuardLog } from "../../scripts/demo/guard-log.ts";
import { startLocalTable } from "../../scripts/demo/local-table.ts";
import { simulateDate } from "../../scripts/demo/simulated-date.ts";
import {
  EXTERNAL_ID,
  foundOrganization,
  HOME,
  HOME_KEY,
  type Organization,
  OTHER_SPOKE,
  type Place,
  SPOKE,
} from "./organization.ts";
import { STORY_BEGINS_MS } from "./small-account.ts";

const OWN_PREFIX = "overcurrent-test-";
const TABLE_NAME = "overcurrent-test";
const QUEUE = { orders: `${OWN_PREFIX}targets`, failed: `${OWN_PREFIX}targets-failed` };
const SCHEDULE_OFFSET_MS = 5 * SECOND_MS;
/** What runs each minute at home, in this order. */
const EVERY_MINUTE = ["watch", "probe", "dispatch"] as const;
const CALLED = ["actuate", "notify", "inventory"] as const;

const POLICY = `
mode: enforce
regions: [${HOME.region}, us-east-1]
accounts:
  - account: "${SPOKE.accountId}"
    regions: [${SPOKE.region}, ${OTHER_SPOKE.region}]
    externalId: ${EXTERNAL_ID}
`;

type Handler = (payload: unknown, context: unknown) => Promise<unknown>;

export type OrganizationDay = Organization & {
  /** So many minutes, each with everything that the schedule starts, and what that starts in turn. */
  play(minutes: number): Promise<void>;
  reserved(place: Place, functionName: string): number | "unreserved";
  subjects(): string[];
  letters(): string[];
  /** Puts a message among the orders to the workers. */
  send(body: string): void;
  /** What the workers could not do, however often they tried. */
  failedOrders(): readonly Message[];
  /** What the guard knows of the places that it looks after. */
  targets(): Promise<readonly TargetRecord[]>;
};

/** The guard's bundles, as they are deployed, set up at home in an organisation; one at a time, and one for each story. */
export function organizationDays(): () => Promise<OrganizationDay> {
  let outDirectory: string | undefined;
  beforeAll(async () => {
    outDirectory = mkdtempSync(join(tmpdir(), "overcurrent-organization-"));
    await bundleFunctions(outDirectory, JSON.stringify(parse(POLICY)));
  }, 60_000);
  afterAll(() => {
    if (outDirectory !== undefined) rmSync(outDirectory, { recursive: true });
  });
  return () => {
    if (outDirectory === undefined) throw new Error("a story begins before its guard is built");
    return beginDay(outDirectory);
  };
}

async function beginDay(outDirectory: string): Promise<OrganizationDay> {
  const organization = await foundOrganization(OWN_PREFIX);
  const { server, worldAt } = organization;
  const home = server.at(HOME.accountId, HOME.region);
  home.createQueue({ queueName: QUEUE.failed, visibilityTimeoutSeconds: 30 });
  home.createQueue({
    queueName: QUEUE.orders,
    visibilityTimeoutSeconds: 2 * 60,
    deadLetter: { queueName: QUEUE.failed, maxReceiveCount: 2 },
  });
  const table = await startLocalTable();
  const before = { ...process.env };
  Object.assign(process.env, environmentOf(server.url, table.url, home.queueUrl(QUEUE.orders)));
  const date = simulateDate(STORY_BEGINS_MS);
  const documents = documentClient();
  const log = captureGuardLog();
  onTestFinished(async () => {
    log.release();
    date.release();
    process.env = before;
    documents.destroy();
    await Promise.all([server.close(), table.close()]);
  });
  await createTable({ documents, tableName: TABLE_NAME });

  const handlerOf = (name: string): Handler => freshHandler(resolve(outDirectory, name, "index.cjs"));
  for (const name of CALLED) {
    const handler = handlerOf(name);
    home.registerFunction(`${OWN_PREFIX}${name}`, (payload) => handler(payload, {}));
  }
  const worker = handlerOf("worker");
  home.registerFunction(`${OWN_PREFIX}worker`, (event) => worker(event, {}));
  home.connectQueue(QUEUE.orders, `${OWN_PREFIX}worker`);
  const scheduled = EVERY_MINUTE.map(handlerOf);

  let minuteMs: EpochMs = STORY_BEGINS_MS;
  const passMinute = () => {
    organization.advanceTo(minuteMs + SCHEDULE_OFFSET_MS);
    date.setTime(minuteMs + SCHEDULE_OFFSET_MS);
    minuteMs += MINUTE_MS;
  };
  await handlerOf("inventory")({}, {});
  await handlerOf("learn")({}, {});

  const published = () => worldAt(HOME).topics.published();
  return {
    ...organization,
    async play(minutes) {
      for (let minute = 0; minute < minutes; minute++) {
        passMinute();
        for (const handler of scheduled) await handler({}, {});
        await home.deliver();
        await home.idle();
      }
    },
    reserved: (place, functionName) =>
      worldAt(place).lambda.getFunctionConcurrency(functionName).ReservedConcurrentExecutions ?? "unreserved",
    subjects: () => published().map(({ subject }) => subject ?? ""),
    letters: () => published().map(({ text }) => text.replace(/\s+/g, " ")),
    send: (body) => home.sendMessage(QUEUE.orders, body),
    targets: () => dynamoStores({ documents, tableName: TABLE_NAME }, () => Date.now()).targets.list(),
    failedOrders: () => home.messages(QUEUE.failed),
  };
}

const environmentOf = (url: string, tableUrl: string, queueUrl: string): Record<string, string> => ({
  OVERCURRENT_TABLE: TABLE_NAME,
  OVERCURRENT_TOPIC_ARN: `arn:aws:sns:${HOME.region}:${HOME.accountId}:overcurrent-test-alerts`,
  OVERCURRENT_ACTUATE_FUNCTION: `${OWN_PREFIX}actuate`,
  OVERCURRENT_NOTIFY_FUNCTION: `${OWN_PREFIX}notify`,
  OVERCURRENT_INVENTORY_FUNCTION: `${OWN_PREFIX}inventory`,
  OVERCURRENT_TARGET_QUEUE_URL: queueUrl,
  OVERCURRENT_SELF_PREFIX: OWN_PREFIX,
  // The world's time stands still while they ask, so a pace would only make the test wait.
  OVERCURRENT_INVENTORY_REQUESTS_PER_SECOND: "1000",
  OVERCURRENT_ACTUATE_REQUESTS_PER_SECOND: "1000",
  OVERCURRENT_METRIC_QUOTA_RATIO: "1000",
  AWS_REGION: HOME.region,
  AWS_ACCESS_KEY_ID: HOME_KEY.accessKeyId,
  AWS_SECRET_ACCESS_KEY: HOME_KEY.secretAccessKey,
  AWS_ENDPOINT_URL: url,
  AWS_ENDPOINT_URL_DYNAMODB: tableUrl,
  AWS_EC2_METADATA_DISABLED: "true",
});

/** As a new process would load it: clients and what they remember belong to one story. */
function freshHandler(path: string): Handler {
  const require = createRequire(path);
  delete require.cache[path];
  return (require(path) as { handler: Handler }).handler;
}
