import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export type Handler = (payload: unknown, context: unknown) => Promise<unknown>;

/**
 * The handler of a bundle that sees an environment of its own, and nothing of this process's. In Lambda every function
 * is a process with its own variables and its own role's key; here all of them share one, and the key tells who asks.
 * So a copy of the bundle, with one line before it, is put beside it.
 *
 * @param path absolute path of a CommonJS bundle
 */
export function loadFunction(path: string, environment: Readonly<Record<string, string>>): Handler {
  const ownProcess = `Object.create(globalThis.process, { env: { value: ${JSON.stringify(environment)} } })`;
  const copy = join(dirname(path), "with-environment.cjs");
  writeFileSync(copy, `const process = ${ownProcess};\n${readFileSync(path, "utf8")}`);
  const { handler } = createRequire(path)(copy) as { handler: Handler };
  return handler;
}
