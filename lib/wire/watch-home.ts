import type { WatchHomeDeps } from "../app/watch-home.ts";
import { guardNameOf, metricLog } from "../aws/metric-log.ts";
import { dynamoHeartbeatStore } from "../aws/stores/heartbeat-store.ts";
import { targetId } from "../domain/target.ts";
import { plainTextGuardAlerts } from "../notify/guard-health-alert.ts";
import { guardedWorld } from "./guarded-world.ts";
import type { Surroundings } from "./surroundings.ts";
import { wireWatch } from "./watch.ts";

export function wireWatchHome(home: Surroundings): WatchHomeDeps {
  const { environment, stores, table, clock, meter } = home;
  const watching = wireWatch(home);
  const world = guardedWorld(environment, watching.policy);
  return {
    ...watching,
    world,
    targetId: targetId(world.home),
    targets: stores.targets,
    heartbeats: dynamoHeartbeatStore(table),
    guardMetrics: metricLog(guardNameOf(environment.selfPrefix), clock, meter),
    guardAlerts: plainTextGuardAlerts,
  };
}
