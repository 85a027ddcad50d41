import type { ApiAddress } from "./api-client.ts";
import { CommandError } from "./command-error.ts";
import type { CliIo } from "./io.ts";

export type GuardOptions = {
  readonly url?: string;
  readonly stage: string;
  readonly region?: string;
};

const API_HOST = /\.execute-api\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/;

/**
 * Where the guard's API is and with what to sign: the address as given, from the environment, or from the outputs of
 * the deployed stack.
 * @throws {CommandError} when it cannot be found
 * @throws {CloudCallError} when credentials are missing or the stack could not be asked
 */
export async function findApi(
  options: GuardOptions,
  io: Pick<CliIo, "environment" | "openAccount">,
): Promise<ApiAddress> {
  const given = options.url ?? io.environment.apiUrl;
  const wantedRegion = options.region ?? (given && regionOf(given)) ?? io.environment.region;
  const account = await io.openAccount(wantedRegion);
  const region = wantedRegion ?? (await account.region());
  const keys = await account.signingKeys();
  const url = given ?? (await account.findStackOutput(`overcurrent-${options.stage}`, "ApiUrl"));
  if (url === undefined)
    throw new CommandError(
      "not-deployed",
      `There is no stack overcurrent-${options.stage} in ${region}.`,
      "Check --stage and --region, give --url, or deploy it with `npm run deploy`.",
    );
  return { url, region, keys };
}

function regionOf(url: string): string | undefined {
  if (!URL.canParse(url))
    throw new CommandError(
      "usage",
      `"${url}" is no address.`,
      "Give the ApiUrl that the deployment printed.",
    );
  return API_HOST.exec(new URL(url).hostname)?.[1];
}
