import { checkGuard } from "../../lib/app/check-guard.ts";
import { withHeartbeat } from "../../lib/app/heartbeat.ts";
import { shortMemory } from "../../lib/app/short-memory.ts";
import { tell } from "../../lib/app/tell.ts";
import { watchHome } from "../../lib/app/watch-home.ts";
import type { Alert } from "../../lib/domain/alert.ts";
import { CloudCallError } from "../../lib/domain/errors.ts";
import type { Subscribers } from "../../lib/domain/guard-health.ts";
import type { TargetId } from "../../lib/domain/target.ts";
import { type EpochMs, MINUTE_MS } from "../../lib/domain/time.ts";
import { plainTextGuardAlerts } from "../../lib/notify/guard-health-alert.ts";
import { plainTextAlerts } from "../../lib/notify/plain-text-alerts.ts";
import type { MetricReader } from "../../lib/ports/metrics.ts";
import { memoryGuardHealthStore, memoryHeartbeatStore } from "../../lib/sim/memory/heartbeat-store.ts";
import { memoryStores } from "../../lib/sim/memory/memory-stores.ts";
import { aBaseline, aCatalogue, aPolicy, NOW_MS } from "./builders.ts";
import { USUAL } from "./flood.ts";
import { outsideAlarms } from "./outside-alarms.ts";
import { type Script, scriptedMetrics } from "./scripted-metrics.ts";
import { silentLog } from "./silent-log.ts";

export const HOME: TargetId = "123456789012/eu-west-1";
export const OWN_PREFIX = "overcurrent-test-";

/** What is wrong around the guard; may be changed from minute to minute. */
export type Weather = {
  watchRuns: boolean;
  dispatchRuns: boolean;
  /** `silent`: answers, and knows of no run; else the name of the error that it refuses with. */
  cloudWatch: "well" | "silent" | { readonly refuses: string };
  /** A minute, of each of the guard's functions. */
  ownThrottles: number;
  topicAnswers: boolean;
  subscribers: Subscribers;
  /** Besides home. */
  foreign: readonly TargetId[];
};

/**
 * Watch, dispatch and notify as they are scheduled, over an account that does what it always does, and CloudWatch's alarms beside
 * them. `received` is what reached the owner by the guard's own alerts, `alarms.told` what by the second topic.
 */
export async function wholeGuard() {
  let nowMs = NOW_MS;
  const clock = () => nowMs;
  const weather: Weather = {
    watchRuns: true,
    dispatchRuns: true,
    cloudWatch: "well",
    ownThrottles: 0,
    topicAnswers: true,
    subscribers: { confirmed: 1, pending: 0 },
    foreign: [],
  };
  const stores = memoryStores();
  await stores.catalogue.save(aCatalogue());
  const { functionName: _name, ...account } = aBaseline();
  await stores.baselines.save([aBaseline(), account]);
  const heartbeats = memoryHeartbeatStore();
  const health = memoryGuardHealthStore();
  const alarms = outsideAlarms(clock);
  const log = silentLog();
  const received: { readonly atMs: EpochMs; readonly alert: Alert }[] = [];
  const policy = aPolicy();
  let holders = 0;
  const newLeaseHolder = () => {
    holders += 1;
    return `run-${holders}`;
  };
  const sender = {
    async send(alert: Alert) {
      if (!weather.topicAnswers) throw new CloudCallError("sns:Publish", false, "NotFoundException");
      received.push({ atMs: nowMs, alert });
    },
  };
  const bell = {
    ring: async () => void (await tell({ ...stores, policy, clock, log, sender, newLeaseHolder })),
  };
  const common = { ...stores, heartbeats, health, clock, log, bell, ownNamePrefix: OWN_PREFIX };
  const telling = { guardAlerts: plainTextGuardAlerts, guardMetrics: alarms.metrics };
  const metrics = weathered(weather);
  const actuator = {
    ask: async () => {
      throw new CloudCallError("lambda:InvokeFunction", true, "TooManyRequestsException");
    },
  };
  const [accountId = "", region = ""] = HOME.split("/");
  const world = { home: { accountId, region }, ownNamePrefix: OWN_PREFIX, partition: "aws", policy };
  const seeing = { metrics, memory: shortMemory(), alerts: plainTextAlerts };
  const watching = { ...common, ...telling, ...seeing, actuator, policy, world };
  const checking = { ...common, ...telling, metrics, homeId: HOME };
  const topic = { subscribers: async () => weather.subscribers };

  async function minute(): Promise<void> {
    if (weather.watchRuns)
      await watchHome({ ...watching, inventoryBell: { ring: async () => undefined }, targetId: HOME });
    if (weather.dispatchRuns) await checkGuard({ ...checking, topic }, [HOME, ...weather.foreign]);
    alarms.judge();
  }
  await withHeartbeat(common, "inventory", async () => undefined);
  await withHeartbeat(common, "learn", async () => undefined);
  return {
    weather,
    stores,
    heartbeats,
    health,
    alarms,
    received,
    /** What the owner got, as the first words of each subject. */
    subjects: () => received.map(({ alert }) => alert.subject),
    now: clock,
    async play(minutes: number): Promise<void> {
      for (const untilMs = nowMs + minutes * MINUTE_MS; nowMs < untilMs; nowMs += MINUTE_MS) {
        await withHeartbeat(common, "inventory", async () => undefined);
        await minute();
      }
    },
    /** Time passes in which nothing of the guard runs; CloudWatch goes on. */
    async sleep(minutes: number): Promise<void> {
      for (const untilMs = nowMs + minutes * MINUTE_MS; nowMs < untilMs; nowMs += MINUTE_MS) alarms.judge();
    },
  };
}

function weathered(weather: Weather): MetricReader {
  const script: Script = (functionName, measurement) => {
    if (functionName?.startsWith(OWN_PREFIX)) return measurement === "throttles" ? weather.ownThrottles : 0;
    return weather.cloudWatch === "silent" ? 0 : (USUAL[measurement] ?? 0);
  };
  const answers = scriptedMetrics(script);
  const unlessRefused =
    <Arguments extends readonly unknown[], Answer>(ask: (...about: Arguments) => Promise<Answer>) =>
    async (...about: Arguments): Promise<Answer> => {
      const { cloudWatch } = weather;
      if (typeof cloudWatch === "object")
        throw new CloudCallError("cloudwatch:GetMetricData", true, cloudWatch.refuses);
      return ask(...about);
    };
  return {
    readWindows: unlessRefused(answers.readWindows),
    readAccountTotals: unlessRefused(answers.readAccountTotals),
    readSourceArrivals: unlessRefused(answers.readSourceArrivals),
    rankByDuration: unlessRefused(answers.rankByDuration),
    listActiveFunctions: unlessRefused(answers.listActiveFunctions),
  };
}
