import type { AccountFaces } from "../faces.ts";
import { awsJsonProtocol } from "./aws-json.ts";
import { guardIdentity } from "./caller-identity.ts";
import { cloudWatchService } from "./cloudwatch.ts";
import { controlPlaneGate } from "./control-plane-gate.ts";
import { costExplorerService } from "./cost-explorer.ts";
import { dispatcher } from "./dispatcher.ts";
import { eventBridgeService } from "./event-bridge.ts";
import { type FaultInjection, faultInjection } from "./fault-injection.ts";
import { type FunctionHandler, type FunctionHost, functionHost } from "./function-host.ts";
import { listenLocally, readRequest, writeResponse } from "./http-exchange.ts";
import { kinesisService } from "./kinesis.ts";
import { invokeRoute } from "./lambda-invoke.ts";
import { lambdaRoutes } from "./lambda-routes.ts";
import { pipeRoutes } from "./pipe-routes.ts";
import { queryProtocol } from "./query-xml.ts";
import { requestMeter, type Usage } from "./request-meter.ts";
import { LAMBDA_PATHS, PIPES_PATHS, restJsonProtocol, SCHEDULES_PATHS } from "./rest-json.ts";
import { scheduleRoutes } from "./schedule-routes.ts";
import { snsService } from "./sns.ts";
import { sqsService } from "./sqs.ts";
import { stsService } from "./sts.ts";

/** The simulated account as AWS's endpoints show it: point `AWS_ENDPOINT_URL` at `url` and use the SDK unchanged. */
export type AccountServer = FaultInjection & {
  /** `http://127.0.0.1:<port>`, for every service. */
  readonly url: string;
  /** Gives a function code, so that it can be invoked; under an existing name it replaces the code. */
  registerFunction(functionName: string, handler: FunctionHandler): void;
  /** Resolves when all accepted asynchronous invocations have run. */
  idle(): Promise<void>;
  /** The asynchronous invocations that threw. */
  failedEvents: FunctionHost["failedEvents"];
  usage(): Usage;
  /** What was asked for and is not simulated; a story in which nothing went wrong ends with this empty. */
  unknownRequests(): readonly string[];
  /** Also breaks the connections that are still open. */
  close(): Promise<void>;
};

/** Serves the account on a free port of 127.0.0.1, in the protocols that the SDK's clients speak. */
export async function startAccountServer(account: AccountFaces): Promise<AccountServer> {
  const meter = requestMeter();
  const functions = functionHost();
  const caller = guardIdentity(account.accountId);
  const faults = faultInjection(caller.arn);
  const { dispatch, unknownRequests } = dispatcher({
    protocols: [
      restJsonProtocol("lambda", LAMBDA_PATHS, [
        ...lambdaRoutes(account.lambda),
        invokeRoute(account, functions),
      ]),
      restJsonProtocol("pipes", PIPES_PATHS, pipeRoutes(account.pipes)),
      restJsonProtocol("scheduler", SCHEDULES_PATHS, scheduleRoutes(account.schedules)),
      awsJsonProtocol([
        cloudWatchService(account, meter),
        costExplorerService(account.costs),
        eventBridgeService(account.eventRules),
        sqsService(account.queues),
        kinesisService(account.streams),
      ]),
      queryProtocol([snsService(account.topics), stsService(caller)]),
    ],
    meter,
    gate: controlPlaneGate(() => account.nowMs()),
    takeFault: faults.take,
  });

  const listening = await listenLocally(async (incoming, outgoing) => {
    const response = await dispatch(await readRequest(incoming));
    if (response === "connection-lost") incoming.socket.destroy();
    else writeResponse(outgoing, response);
  });

  return {
    ...listening,
    failNext: faults.failNext,
    deny: faults.deny,
    allow: faults.allow,
    registerFunction: functions.register,
    idle: functions.idle,
    failedEvents: functions.failedEvents,
    usage: meter.usage,
    unknownRequests,
  };
}
