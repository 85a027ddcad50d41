import type { CheckGuardDeps } from "../app/check-guard.ts";
import type { DispatchDeps } from "../app/dispatch.ts";
import {
  cloudWatchClient,
  idleRegionClient,
  invocationClient,
  snsClient,
  sqsClient,
} from "../aws/clients.ts";
import { lambdaBell } from "../aws/lambda-bell.ts";
import { guardNameOf, metricLog } from "../aws/metric-log.ts";
import { cloudWatchMetrics } from "../aws/metrics.ts";
import { snsAlertTopic } from "../aws/sns-alert-topic.ts";
import { sqsTargetQueue } from "../aws/sqs-target-queue.ts";
import { dynamoGuardHealthStore, dynamoHeartbeatStore } from "../aws/stores/heartbeat-store.ts";
import { readPolicyFile } from "../config/policy-file.ts";
import { targetId } from "../domain/target.ts";
import { plainTextGuardAlerts } from "../notify/guard-health-alert.ts";
import { guardedWorld } from "./guarded-world.ts";
import { perTarget } from "./per-target.ts";
import type { Surroundings } from "./surroundings.ts";
import { targetRecords } from "./target-records.ts";

export function wireDispatch(home: Surroundings): DispatchDeps & CheckGuardDeps {
  const { environment, stores, table, clock, log, meter, place, pace } = home;
  const world = guardedWorld(environment, readPolicyFile());
  return {
    ...stores,
    clock,
    log,
    world,
    homeId: targetId(world.home),
    breakersAt: (place) => targetRecords(home, place).stores.breakers,
    queue: sqsTargetQueue(sqsClient(place), environment.targetQueueUrl),
    metricsAt: perTarget(({ region }) => cloudWatchMetrics(idleRegionClient({ ...place, region }), clock)).at,
    metrics: cloudWatchMetrics(cloudWatchClient(place), clock, pace),
    heartbeats: dynamoHeartbeatStore(table),
    health: dynamoGuardHealthStore(table),
    guardAlerts: plainTextGuardAlerts,
    guardMetrics: metricLog(guardNameOf(environment.selfPrefix), clock, meter),
    bell: lambdaBell(invocationClient(place), environment.notifyFunctionName),
    topic: snsAlertTopic(snsClient(place), environment.topicArn),
    ownNamePrefix: environment.selfPrefix,
  };
}
