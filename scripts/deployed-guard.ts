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

/** The API of exactly this deployment, whatever OVERCURRENT_API_URL says. @throws {CommandError} when there is none */
export async function openDeployedApi(options: DeploymentOptions): Promise<ApiClient> {
  const address = await findApi(options, {
    environment: { noColor: true },
    openAccount: async (region) => operatorAccount(region),
  });
  return apiClient(address, fetch);
}

const STOPPED: SettingValue = { kind: "concurrency", reserved: 0 };

/** Stops the guard's own watch, which nothing waits behind, and lets it go on as before. */
export function watchSwitch(
  { stage }: DeploymentOptions,
  control: FunctionControl = lambdaFunctionControl(
    { lambda: controlPlaneClient(), pipes: pipesClient() },
    { clock: Date.now, pace: evenPace(10, Date.now) },
  ),
): { readonly stop: () => Promise<void>; readonly goOn: () => Promise<void> } {
  const setting = { kind: "concurrency", functionName: `overcurrent-${stage}-watch` } as const;
  let before: SettingValue | undefined;
  const done = <Value>(result: Result<Value, Refusal>): Value => {
    if (result.ok) return result.value;
    throw new CommandError(
      result.error.kind,
      `${setting.functionName} could not be switched: ${result.error.kind}.`,
      "Look at it in the Lambda console: without a reserved concurrency of 0 it runs.",
    );
  };
  return {
    stop: async () => {
      const found = done(await control.read(setting)).value;
      // Nobody else stops the watch: a 0 was left by a removal that was broken off, and must not be put back.
      before = sameValue(found, STOPPED) ? { kind: "concurrency", reserved: "unreserved" } : found;
      done(await control.write(setting, STOPPED));
    },
    goOn: async () => {
      if (before !== undefined) done(await control.write(setting, before));
    },
  };
}
