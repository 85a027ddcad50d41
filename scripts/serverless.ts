import { spawnSync } from "node:child_process";
import { join } from "node:path";

const command = join(import.meta.dirname, "../node_modules/.bin/serverless");

/** Runs the deployment tool in a service's directory and shows what it says. @returns its exit code */
export function runServerless(args: readonly string[], directory = "."): number {
  const { status, error } = spawnSync(command, [...args], { cwd: directory, stdio: "inherit" });
  if (error !== undefined) throw error;
  return status ?? 1;
}
