import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { compileFunction, constants } from "node:vm";

export type Handler = (payload: unknown, context: unknown) => Promise<unknown>;

/**
 * The handler of a bundle that sees an environment of its own, and nothing of this process's. In Lambda every function
 * is a process with its own variables and its own role's key; here all of them share one, and the key tells who asks.
 *
 * @param path absolute path of a CommonJS bundle
 */
export function loadFunction(path: string, environment: Readonly<Record<string, string>>): Handler {
  const ownProcess: unknown = Object.create(process, { env: { value: environment } });
  const module: { exports: { handler?: Handler } } = { exports: {} };
  const bundle = compileFunction(
    readFileSync(path, "utf8"),
    ["module", "exports", "require", "__filename", "__dirname", "process"],
    { filename: path, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER },
  );
  bundle(module, module.exports, createRequire(path), path, dirname(path), ownProcess);
  const { handler } = module.exports;
  if (handler === undefined) throw new Error(`${path} exports no handler`);
  return handler;
}
