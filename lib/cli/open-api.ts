import { type ApiClient, apiClient } from "./api-client.ts";
import { findApi, type GuardOptions } from "./find-api.ts";
import type { CliIo } from "./io.ts";

/** The options that every command about a deployed guard has. */
export type CommonOptions = GuardOptions & {
  readonly json: boolean;
  /** An account and region that the guard looks after, such as `222222222222/eu-west-1`; absent: its own. */
  readonly target?: string;
};

/** The API of the guard that these options mean. @throws {CommandError | CloudCallError} see findApi */
export const openApi = async (options: CommonOptions, io: CliIo): Promise<ApiClient> =>
  apiClient(await findApi(options, io), io.fetch, options.target);

/** An answer for programs with `--json`, else for people. */
export const print = (options: CommonOptions, io: CliIo, answer: object, text: () => string): void =>
  io.stdout(options.json ? JSON.stringify(answer, undefined, 2) : text());
