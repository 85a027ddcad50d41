import type { EpochMs } from "../domain/time.ts";
import { aliasesOf, PROVISIONED_ALIAS } from "./aliases.ts";
import type { Arns } from "./arns.ts";
import type { ConcurrencyPool } from "./concurrency-pool.ts";
import { derivedFrom } from "./derived-from.ts";
import { eventInvokeConfigs } from "./event-invoke-configs.ts";
import { AwsError, type LambdaControlPlane } from "./faces.ts";
import { functionConcurrency } from "./function-concurrency.ts";
import { functionConfiguration } from "./function-configuration.ts";
import { functionFinder } from "./function-names.ts";
import { page } from "./paging.ts";
import { randomStream } from "./random.ts";
import { resourcePolicy } from "./resource-policy.ts";
import type { SimulatedFunction } from "./simulated-function.ts";
import type { AccountSpec, FunctionSpec } from "./spec.ts";

/** Lambda's control plane over the running world. */
export function controlPlane(world: {
  readonly account: AccountSpec;
  readonly functions: () => readonly SimulatedFunction[];
  readonly pool: ConcurrencyPool;
  readonly arns: Arns;
  readonly nowMs: () => EpochMs;
}): LambdaControlPlane {
  const { account, pool, arns, nowMs } = world;
  const functions = derivedFrom(world.functions, (present) =>
    [...present].sort((a, b) => (a.spec.functionName < b.spec.functionName ? -1 : 1)),
  );
  const find = functionFinder(functions, arns.function);
  const mappings = derivedFrom(functions, (sorted) => sorted.flatMap((each) => each.mappings));
  const findMapping = (uuid: string) => {
    const found = mappings().find((mapping) => mapping.uuid === uuid);
    if (found === undefined)
      throw new AwsError("ResourceNotFoundException", "The resource you requested does not exist.", 404);
    return found;
  };

  return {
    ...functionConcurrency(find, pool, account.unreservedFloor, nowMs),
    listFunctions(request) {
      const { items, next } = page(functions(), request);
      return { Functions: items.map((each) => functionConfiguration(each, arns)), ...next };
    },
    getFunctionConfiguration: (functionName) => functionConfiguration(find(functionName), arns),
    listTags: (functionArn) => ({ Tags: { ...find(functionArn).spec.tags } }),
    listAliases(functionName, request) {
      const { spec } = find(functionName);
      const { items, next } = page(aliasesOf(spec), request);
      const aliases = items.map((Name) => ({ AliasArn: arns.function(spec.functionName, Name), Name }));
      return { Aliases: aliases.map((each) => ({ ...each, FunctionVersion: "1" })), ...next };
    },
    getPolicy(functionName, alias) {
      const { spec } = find(functionName);
      const policy = resourcePolicy(spec, alias, arns, account.accountId);
      if (policy === undefined)
        throw new AwsError("ResourceNotFoundException", "The resource you requested does not exist.", 404);
      return { Policy: policy, RevisionId: idFor(account, spec, "policy") };
    },
    listFunctionUrlConfigs(functionName, request) {
      const { spec } = find(functionName);
      const urls = spec.triggers.filter((trigger) => trigger.kind === "function-url");
      const { items, next } = page(urls, request);
      return {
        FunctionUrlConfigs: items.map(({ access, alias }) => ({
          FunctionUrl: `https://${idFor(account, spec, "url")}.lambda-url.${account.region}.on.aws/`,
          FunctionArn: arns.function(spec.functionName, alias),
          AuthType: access === "public" ? "NONE" : "AWS_IAM",
        })),
        ...next,
      };
    },
    listProvisionedConcurrencyConfigs(functionName, request) {
      const { spec } = find(functionName);
      const configs = spec.provisionedConcurrency === 0 ? [] : [spec.provisionedConcurrency];
      const { items, next } = page(configs, request);
      return {
        ProvisionedConcurrencyConfigs: items.map((requested) => ({
          FunctionArn: arns.function(spec.functionName, PROVISIONED_ALIAS),
          RequestedProvisionedConcurrentExecutions: requested,
        })),
        ...next,
      };
    },
    listFunctionEventInvokeConfigs(functionName, request) {
      const { items, next } = page(eventInvokeConfigs(find(functionName).spec, arns), request);
      return { FunctionEventInvokeConfigs: items, ...next };
    },
    getFunctionRecursionConfig: (functionName) => ({
      RecursiveLoop: find(functionName).spec.recursionDetection === "allow" ? "Allow" : "Terminate",
    }),
    listEventSourceMappings({ FunctionName, EventSourceArn, ...request }) {
      const name = FunctionName === undefined ? undefined : find(FunctionName).spec.functionName;
      const matching = mappings().filter(
        ({ functionName, sourceArn }) =>
          functionName === (name ?? functionName) && sourceArn === (EventSourceArn ?? sourceArn),
      );
      const { items, next } = page(matching, request);
      return { EventSourceMappings: items.map((mapping) => mapping.configuration(nowMs())), ...next };
    },
    getEventSourceMapping: (uuid) => findMapping(uuid).configuration(nowMs()),
    updateEventSourceMapping: (uuid, change) => findMapping(uuid).update(nowMs(), change),
    getAccountSettings: () => ({
      AccountLimit: {
        ConcurrentExecutions: account.concurrencyLimit,
        UnreservedConcurrentExecutions: pool.unreserved(),
      },
      AccountUsage: { FunctionCount: functions().length },
    }),
  };
}

/** 32 characters as AWS's own ids look, the same in every run of the same world. */
function idFor(account: AccountSpec, spec: FunctionSpec, purpose: string): string {
  const random = randomStream(account.seed, `${spec.functionName}/${purpose}`);
  return Array.from({ length: 32 }, () => Math.floor(random.uniform() * 36).toString(36)).join("");
}
