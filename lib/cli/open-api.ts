import { type ApiClient, apiClient } from "./api-client.ts";
import { findApi, type TargetOptions } from "./find-api.ts";
import type { CliIo } from "./io.ts";

/** The options that every command about a deployed guard has. */
export type CommonOptions = TargetOptions & { readonly json: boolean };

/** The API of the guard that these options mean. @throws {CommandError | CloudCallError} see findApi */
export const openApi = async (options: CommonOptions, io: CliIo): Promise<ApiClient> =>
  apiClient(await findApi(options, io), io.fetch);

/** An answer for programs with `--json`, else for people. */
export const print = (options: CommonOptions, io: CliIo, answer: object, text: () => string): void =>
  io.stdout(options.json ? JSON.stringify(answer, undefined, 2) : text());
