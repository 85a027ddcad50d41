import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { CommandError } from "./command-error.ts";
import type { CliFiles } from "./io.ts";

const STANDARD_INPUT = 0;

/** The files of this machine. */
export const files: CliFiles = {
  read: (path) => orTell(path, "read", () => readFileSync(path === "-" ? STANDARD_INPUT : path, "utf8")),
  list: (path) =>
    orTell(path, "read", () => (statSync(path).isDirectory() ? readdirSync(path).sort() : undefined)),
  write: (path, text) => orTell(path, "written", () => writeFileSync(path, text)),
};

function orTell<T>(path: string, what: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    const reason = code === "ENOENT" ? "there is no such file or directory" : code;
    throw new CommandError("usage", `${path} cannot be ${what}: ${reason}.`, "Correct the path.");
  }
}
