import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sumTallies, type Tally, tallyOfCheck, tallyOfVitest, type VitestReport } from "./test-tally.ts";
import { CFN_LINT, isInstalled, MOTO, type PythonTool } from "./test-tools.ts";

/*
 * Every check, in one command. It keeps going after a failure so that one run shows everything there is to mend; the
 * last line is `N passed, N failed`, alone.
 */

const onCi = (process.env.CI ?? "") !== "";

function run(command: string, args: readonly string[]): number {
  console.log(`\n> ${command} ${args.join(" ")}`);
  const { status } = spawnSync(join("node_modules", ".bin", command), args, { stdio: "inherit" });
  return status ?? 1;
}

function runVitest(): Tally {
  const reportDirectory = mkdtempSync(join(tmpdir(), "overcurrent-test-"));
  const reportPath = join(reportDirectory, "vitest.json");
  try {
    const exitCode = run("vitest", [
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${reportPath}`,
    ]);
    const report = existsSync(reportPath)
      ? (JSON.parse(readFileSync(reportPath, "utf8")) as VitestReport)
      : undefined;
    return tallyOfVitest(report, exitCode);
  } finally {
    rmSync(reportDirectory, { recursive: true });
  }
}

function checkTool(tool: PythonTool): Tally {
  if (isInstalled(tool)) return { passed: 1, failed: 0, skipped: 0 };
  const verdict = onCi ? "MISSING" : "SKIPPED";
  console.log(`${verdict}: ${tool.needed} needs ${tool.name}. Install it with: ${tool.install}`);
  return onCi ? tallyOfCheck(1) : { passed: 0, failed: 0, skipped: 1 };
}

const total = sumTallies([
  tallyOfCheck(run("tsc", ["-p", "."])),
  tallyOfCheck(run("biome", ["check", "."])),
  runVitest(),
  checkTool(CFN_LINT),
  checkTool(MOTO),
]);

if (total.skipped > 0) console.log(`${total.skipped} skipped`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
