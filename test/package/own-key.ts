import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { GuardPart } from "../../lib/domain/guard-usage.ts";
import type { Handler } from "../../scripts/demo/stage.ts";

/** The key with which a function of the guard signs in the simulated account, so that it can be told who asked. */
export const accessKeyOf = (name: GuardPart): string => `ASIADEMO${name.toUpperCase()}`;

/**
 * The handler of a bundle that signs with a key of its own. In Lambda every function is a process with its own role's
 * key; here all of them share one process. So a copy of the bundle, with one line before it, is put beside it.
 */
export const loadWithOwnKey = (path: string, name: GuardPart): Handler => {
  const environment = JSON.stringify({ ...process.env, AWS_ACCESS_KEY_ID: accessKeyOf(name) });
  const copy = join(dirname(path), "with-own-key.cjs");
  const ownProcess = `Object.create(globalThis.process, { env: { value: ${environment} } })`;
  writeFileSync(copy, `const process = ${ownProcess};\n${readFileSync(path, "utf8")}`);
  return (createRequire(path)(copy) as { handler: Handler }).handler;
};
