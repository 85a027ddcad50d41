import type { GuardOverview, GuardStatus } from "../../../lib/app/guard-overview.ts";
import type { HistoryDeps } from "../../../lib/app/read-history.ts";
import { CommandError } from "../../../lib/cli/command-error.ts";
import { runCli } from "../../../lib/cli/run-cli.ts";
import type { OperatorEnvironment } from "../../../lib/config/operator-environment.ts";
import type { ActuationOutcome } from "../../../lib/domain/actuation.ts";
import type { Breaker } from "../../../lib/domain/breaker.ts";
import type { Incident } from "../../../lib/domain/incident.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import type { OperatorAccount } from "../../../lib/ports/operator-account.ts";
import { sampleBill } from "../../support/sample-bill.ts";

/** 2026-11-22T03:00:00Z */
export const NOW_MS = 1_795_316_400_000;
export const API_URL = "https://a1b2c3.execute-api.eu-west-1.amazonaws.com";

export const tripped: Breaker = {
  functionName: "thumbnails",
  version: 2,
  state: {
    kind: "tripped",
    grade: "full",
    sinceMs: NOW_MS - 4 * MINUTE_MS,
    startedAtMs: NOW_MS - 4 * MINUTE_MS,
    attempt: 1,
    probeAtMs: NOW_MS + 6 * MINUTE_MS,
    expiresAtMs: NOW_MS + 5 * HOUR_MS,
    reason: "flood: 41 times the expected calls",
    by: { kind: "guard" },
    brakes: [
      {
        setting: { kind: "concurrency", functionName: "thumbnails" },
        prior: { kind: "concurrency", reserved: "unreserved" },
        wanted: { kind: "concurrency", reserved: 1 },
        tripped: { kind: "concurrency", reserved: 1 },
        allowances: [{ kind: "concurrency", reserved: 5 }],
        ours: [{ kind: "concurrency", reserved: 1 }],
      },
    ],
  },
};

export const incident: Incident = {
  incidentId: "2026-11-22T02:55:00Z-thumbnails",
  functionName: "thumbnails",
  status: "mitigated",
  beganAtMs: NOW_MS - 6 * MINUTE_MS,
  openedAtMs: NOW_MS - 5 * MINUTE_MS,
  lastSeenAtMs: NOW_MS - 4 * MINUTE_MS,
  peakUsdPerHour: 12.6,
  version: 3,
  plan: { kind: "act", grade: "full", changes: [], reason: "flood, 12.60 USD per hour over normal" },
  latest: {
    functionName: "thumbnails",
    beganAtMs: NOW_MS - 6 * MINUTE_MS,
    judgedAtMs: NOW_MS - 4 * MINUTE_MS,
    signals: [],
    burn: {
      actualUsdPerHour: 13,
      expectedUsdPerHour: 0.4,
      impactUsdPerHour: 12.6,
      atRiskUsd: 100.8,
      riskHours: 8,
    },
    excessUsd: 0.42,
    cause: "flood",
    causeSentence: "more calls of the usual length",
    severity: "critical",
  },
};

/** The guard is well, and looks after its home, an idle region and a member account. */
export const guard: GuardOverview = {
  atMs: NOW_MS,
  lastLookMs: NOW_MS - MINUTE_MS,
  troubles: [],
  subscribers: { confirmed: 1, pending: 0 },
  targets: [
    {
      ...{ targetId: "111111111111/eu-west-1", accountId: "111111111111", region: "eu-west-1" },
      ...{ kind: "home", state: "seen", functions: 37, lastGoodReadMs: NOW_MS - MINUTE_MS },
    },
    {
      ...{ targetId: "111111111111/us-east-1", accountId: "111111111111", region: "us-east-1" },
      ...{ kind: "idle region", state: "seen", functions: 0, lastGoodReadMs: NOW_MS - 2 * MINUTE_MS },
    },
    {
      ...{ targetId: "222222222222/eu-west-1", accountId: "222222222222", region: "eu-west-1" },
      ...{ kind: "member account", state: "new" },
    },
  ],
};

export const status: GuardStatus = {
  atMs: NOW_MS,
  mode: "enforce",
  functions: 37,
  catalogueTakenAtMs: NOW_MS - 12 * MINUTE_MS,
  baselines: 35,
  baselinesLearnedAtMs: NOW_MS - 5 * HOUR_MS,
  unprotected: [],
  breakers: [tripped],
  lossClocks: [],
  openIncidents: [incident],
  unanswered: [],
  unsentAlerts: 0,
  bill: sampleBill,
  guard,
};

export const killed: ActuationOutcome = {
  functionName: "checkout",
  settled: true,
  reason: "killed by an operator",
  state: {
    kind: "held",
    sinceMs: NOW_MS,
    startedAtMs: NOW_MS,
    brakes: [],
    reason: "leaked key",
    by: { kind: "person", name: "ana" },
    expiresAtMs: NOW_MS + 4 * HOUR_MS,
  },
};

export type Answer = { readonly status: number; readonly body: unknown };
export type Setup = {
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly environment?: OperatorEnvironment;
  readonly isTTY?: boolean;
  readonly typed?: string;
  readonly account?: Partial<OperatorAccount>;
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Texts by path; a directory is whatever paths have in common. */
  readonly files?: Readonly<Record<string, string>>;
  readonly history?: HistoryDeps;
};

const usual: Readonly<Record<string, Answer>> = {
  "GET /status": { status: 200, body: status },
  "GET /targets": { status: 200, body: guard },
  "GET /incidents?limit=20": { status: 200, body: { open: [incident], resolved: [] } },
  "POST /functions/checkout/kill": { status: 200, body: killed },
};

/** Runs one command against an API that gives the `answers`, and tells everything that could be seen of it. */
export async function run(argv: readonly string[], setup: Setup = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const files = new Map(Object.entries(setup.files ?? {}));
  const requests: { asked: string; body: unknown; authorization: string; host: string }[] = [];
  let asked = 0;
  let accounts = 0;

  const answer = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const what = `${request.method} ${url.pathname}${url.search}`;
    const text = await request.text();
    requests.push({
      asked: what,
      body: text === "" ? undefined : JSON.parse(text),
      authorization: request.headers.get("authorization") ?? "",
      host: url.host,
    });
    const found = { ...usual, ...setup.answers }[what] ?? { status: 404, body: { message: "Not Found" } };
    return Response.json(found.body, { status: found.status });
  };

  const code = await runCli(argv, {
    stdout: (text) => void out.push(text),
    stderr: (text) => void err.push(text),
    environment: setup.environment ?? { apiUrl: API_URL, noColor: true },
    isTTY: setup.isTTY ?? false,
    askLine: async () => {
      asked += 1;
      return setup.typed ?? "";
    },
    fetch: setup.fetch ?? answer,
    clock: () => NOW_MS,
    openAccount: async () => {
      accounts += 1;
      return {
        signingKeys: async () => ({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" }),
        region: async () => "eu-central-1",
        findStackOutput: async () => undefined,
        ...setup.account,
      };
    },
    openHistory: async () => {
      if (setup.history === undefined) throw new Error("this test has no account");
      return setup.history;
    },
    files: {
      read: (path) => files.get(path) ?? missing(path),
      list: (path) => {
        const inside = [...files.keys()].filter((name) => name.startsWith(`${path}/`));
        return inside.length === 0 ? undefined : inside.map((name) => name.slice(path.length + 1)).sort();
      },
      write: (path, text) => void files.set(path, text),
    },
    showProgress: () => ({ update: () => undefined, stop: () => undefined }),
  });
  return { files, code, stdout: out.join("\n"), stderr: err.join("\n"), requests, asked, accounts };
}

function missing(path: string): never {
  throw new CommandError(
    "usage",
    `${path} cannot be read: there is no such file or directory.`,
    "Correct it.",
  );
}
