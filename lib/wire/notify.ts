import { randomUUID } from "node:crypto";
import type { TellDeps } from "../app/tell.ts";
import { snsClient } from "../aws/clients.ts";
import { snsAlertSender } from "../aws/sns-alert-sender.ts";
import { dynamoLeaseStore } from "../aws/stores/lease-store.ts";
import { readPolicyFile } from "../config/policy-file.ts";
import type { Surroundings } from "./surroundings.ts";

export function wireNotify({ environment, table, stores, clock, log, place }: Surroundings): TellDeps {
  const sender = snsAlertSender(snsClient(place), environment.topicArn);
  const leases = dynamoLeaseStore(table, "ALERT#LEASE");
  return {
    ...stores,
    policy: readPolicyFile(),
    leases,
    clock,
    log,
    sender,
    newLeaseHolder: () => randomUUID(),
  };
}
