import type { AccountFaces } from "../faces.ts";
import { accountRegionRoutes } from "./account-regions.ts";
import { awsJsonProtocol } from "./aws-json.ts";
import type { Callers } from "./callers.ts";
import { cloudWatchService } from "./cloudwatch.ts";
import { controlPlaneGate } from "./control-plane-gate.ts";
import { costExplorerService } from "./cost-explorer.ts";
import { type Dispatcher, dispatcher } from "./dispatcher.ts";
import { eventBridgeService } from "./event-bridge.ts";
import { type FaultInjection, faultInjection } from "./fault-injection.ts";
import { type FunctionHandler, type FunctionHost, functionHost } from "./function-host.ts";
import { kinesisService } from "./kinesis.ts";
import { invokeRoute } from "./lambda-invoke.ts";
import { lambdaRoutes } from "./lambda-routes.ts";
import { type Message, type MessageQueueSpec, messageQueues } from "./message-queues.ts";
import { type MetricDisturbance, UNDISTURBED } from "./metric-disturbance.ts";
import { pipeRoutes } from "./pipe-routes.ts";
import { queryProtocol } from "./query-xml.ts";
import { type QueuePump, queuePump } from "./queue-pump.ts";
import { requestMeter, type Usage } from "./request-meter.ts";
import { LAMBDA_PATHS, PIPES_PATHS, REGIONS_PATHS, restJsonProtocol, SCHEDULES_PATHS } from "./rest-json.ts";
import type { Roles } from "./roles.ts";
import { scheduleRoutes } from "./schedule-routes.ts";
import { type Subscribers, snsService } from "./sns.ts";
import { sqsService } from "./sqs.ts";
import { stsService } from "./sts.ts";

/** What a test may do to the endpoints of one account and region, and see of them. */
export type AccountControls = FaultInjection & {
  /** Gives a function code, so that it can be invoked; under an existing name it replaces the code. */
  registerFunction(functionName: string, handler: FunctionHandler): void;
  /** Resolves when all accepted asynchronous invocations have run. */
  idle(): Promise<void>;
  /** The asynchronous invocations that threw. */
  failedEvents: FunctionHost["failedEvents"];
  createQueue(spec: MessageQueueSpec): void;
  queueUrl(queueName: string): string;
  /** As somebody does who has the right to. */
  sendMessage(queueName: string, body: string): void;
  /** Everything that waits in a queue that was made here, hidden or not. */
  messages(queueName: string): readonly Message[];
  connectQueue: QueuePump["connect"];
  deliver: QueuePump["deliver"];
  /** Of every topic; until then one, who has confirmed. */
  setSubscribers(subscribers: Subscribers): void;
  /** From now on GetMetricData answers like this. */
  disturbMetrics(disturbance: Partial<MetricDisturbance>): void;
  usage(): Usage;
  /** What was asked for and is not simulated; a story in which nothing went wrong ends with this empty. */
  unknownRequests(): readonly string[];
};

export type AccountEndpoint = AccountControls & Pick<Dispatcher, "dispatch">;

/** One account and region in the protocols that the SDK's clients speak. */
export function accountEndpoint(
  account: AccountFaces,
  organization: {
    readonly callers: Callers;
    readonly roles: Roles;
    /** Of this account. */
    readonly enabledRegions: () => readonly string[];
  },
): AccountEndpoint {
  const { callers, roles, enabledRegions } = organization;
  const meter = requestMeter();
  const functions = functionHost();
  const faults = faultInjection();
  const queues = messageQueues(account);
  const pump = queuePump(queues, functions, account.region);
  let disturbance: MetricDisturbance = UNDISTURBED;
  let subscribers: Subscribers = { confirmed: 1, pending: 0 };
  const { dispatch, unknownRequests } = dispatcher({
    protocols: [
      restJsonProtocol("lambda", LAMBDA_PATHS, [
        ...lambdaRoutes(account.lambda),
        invokeRoute(account, functions),
      ]),
      restJsonProtocol("pipes", PIPES_PATHS, pipeRoutes(account.pipes)),
      restJsonProtocol("scheduler", SCHEDULES_PATHS, scheduleRoutes(account.schedules)),
      restJsonProtocol("account", REGIONS_PATHS, accountRegionRoutes(enabledRegions)),
      awsJsonProtocol([
        cloudWatchService(account, meter, () => disturbance),
        costExplorerService(account.costs),
        eventBridgeService(account.eventRules),
        sqsService(account.queues, queues),
        kinesisService(account.streams),
      ]),
      queryProtocol([snsService(account.topics, () => subscribers), stsService(callers, roles)]),
    ],
    meter,
    gate: controlPlaneGate(() => account.nowMs()),
    takeFault: (operation, request) => faults.take(operation, callers.admit(request, operation).arn),
  });

  return {
    dispatch,
    failNext: faults.failNext,
    failSome: faults.failSome,
    recover: faults.recover,
    deny: faults.deny,
    allow: faults.allow,
    registerFunction: functions.register,
    idle: functions.idle,
    failedEvents: functions.failedEvents,
    createQueue: queues.create,
    queueUrl: queues.urlOf,
    sendMessage: (queueName, body) => void queues.send(queues.urlOf(queueName), body),
    messages: queues.messages,
    connectQueue: pump.connect,
    deliver: pump.deliver,
    setSubscribers: (wanted) => {
      subscribers = wanted;
    },
    disturbMetrics: (changes) => {
      disturbance = { ...UNDISTURBED, ...changes };
    },
    usage: meter.usage,
    unknownRequests,
  };
}
