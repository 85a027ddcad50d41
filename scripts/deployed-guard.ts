import { controlPlaneClient, pipesClient } from "../lib/aws/clients.ts";
import { evenPace } from "../lib/aws/control-plane-pace.ts";
import { lambdaFunctionControl } from "../lib/aws/function-control.ts";
import { operatorAccount } from "../lib/aws/operator-account.ts";
import { type ApiClient, apiClient } from "../lib/cli/api-client.ts";
import { CommandError } from "../lib/cli/command-error.ts";
import { findApi } from "../lib/cli/find-api.ts";
import type { Refusal } from "../lib/domain/actuation.ts";
import type { Result } from "../lib/domain/result.ts";
import { type SettingValue, sameValue } from "../lib/domain/setting.ts";
import type { FunctionControl } from "../lib/ports/function-control.ts";
import type { DeploymentOptions } from "./deployment-options.ts";
import type { GuardedPlace } from "./remove-guard.ts";

/**
 * The same options with the region that the AWS tools of this machine would use, which every step from here on shares:
 * deploying to one region and looking in another would look like a guard that is not there.
 * @throws {CloudCallError} when none is configured
 */
export async function inOneRegion<Options extends DeploymentOptions>(
  options: Options,
): Promise<Options & { readonly region: string }> {
  const region = await operatorAccount(options.region).region();
  process.env.AWS_REGION = region;
  return { ...options, region };
}

/**
 * The API of exactly this deployment, whatever OVERCURRENT_API_URL says.
 * @param target such as `222222222222/eu-west-1`; absent: where it is deployed
 * @throws {CommandError} when there is none
 */
export async function openDeployedApi(options: DeploymentOptions, target?: string): Promise<ApiClient> {
  const address = await findApi(options, {
    environment: { noColor: true },
    openAccount: async (region) => operatorAccount(region),
  });
  return apiClient(address, fetch, target);
}

/** Every account and region that the deployment looks after, its home first. @throws {CommandError} when it does not answer */
export async function guardedPlaces(options: DeploymentOptions): Promise<readonly GuardedPlace[]> {
  const atHome = await openDeployedApi(options);
  const { targets } = await atHome.targets();
  const elsewhere = targets.filter(({ kind }) => kind !== "home").map(({ targetId }) => targetId);
  const others = elsewhere.map(async (target) => ({ target, api: await openDeployedApi(options, target) }));
  return [{ api: atHome }, ...(await Promise.all(others))];
}

const STOPPED: SettingValue = { kind: "concurrency", reserved: 0 };

/** Who trips functions: at home, and in other accounts and regions. Nothing waits behind any of them. */
const WATCHERS = ["watch", "dispatch", "worker"] as const;

/** Stops everything of the guard that trips functions, and lets it go on as before. */
export function watchSwitch(
  { stage }: DeploymentOptions,
  control: FunctionControl = lambdaFunctionControl(
    { lambda: controlPlaneClient(), pipes: pipesClient() },
    { clock: Date.now, pace: evenPace(10, Date.now) },
  ),
): { readonly stop: () => Promise<void>; readonly goOn: () => Promise<void> } {
  const settings = WATCHERS.map(
    (part) => ({ kind: "concurrency", functionName: `overcurrent-${stage}-${part}` }) as const,
  );
  const before = new Map<string, SettingValue>();
  const done = <Value>(functionName: string, result: Result<Value, Refusal>): Value => {
    if (result.ok) return result.value;
    throw new CommandError(
      result.error.kind,
      `${functionName} could not be switched: ${result.error.kind}.`,
      "Look at it in the Lambda console: without a reserved concurrency of 0 it runs.",
    );
  };
  return {
    stop: async () => {
      for (const setting of settings) {
        const { functionName } = setting;
        const found = done(functionName, await control.read(setting)).value;
        // Nobody else stops it: a 0 was left by a removal that was broken off, and must not be put back.
        before.set(
          functionName,
          sameValue(found, STOPPED) ? { kind: "concurrency", reserved: "unreserved" } : found,
        );
        done(functionName, await control.write(setting, STOPPED));
      }
    },
    goOn: async () => {
      for (const setting of settings) {
        const value = before.get(setting.functionName);
        if (value !== undefined) done(setting.functionName, await control.write(setting, value));
      }
    },
  };
}
