import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bundle, bundleCommand, bundleFunctions, mostBytesOf } from "../../scripts/bundle.ts";
import { FUNCTIONS } from "./role-statements.ts";

let directory: string;
let bundles: readonly Bundle[];
let command: Bundle;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "overcurrent-bundles-"));
  bundles = await bundleFunctions(join(directory, "dist"), "{}\n");
  command = await bundleCommand(join(directory, "dist"));
});
afterAll(() => rmSync(directory, { recursive: true }));

const environment = {
  PATH: process.env.PATH,
  AWS_REGION: "eu-west-1",
  OVERCURRENT_TABLE: "overcurrent-test",
  OVERCURRENT_TOPIC_ARN: "arn:aws:sns:eu-west-1:123456789012:alerts",
  OVERCURRENT_ACTUATE_FUNCTION: "overcurrent-test-actuate",
  OVERCURRENT_NOTIFY_FUNCTION: "overcurrent-test-notify",
  OVERCURRENT_INVENTORY_FUNCTION: "overcurrent-test-inventory",
  OVERCURRENT_TARGET_QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/123456789012/overcurrent-test-targets",
  OVERCURRENT_SELF_PREFIX: "overcurrent-test-",
};

describe("the bundles", () => {
  it("are one per deployed function", () => {
    expect(bundles.map(({ name }) => name).sort()).toEqual([...FUNCTIONS].sort());
  });

  it("stay small enough for a quick start", () => {
    const tooLarge = [...bundles, command].filter(
      ({ name, path }) => statSync(path).size > mostBytesOf(name),
    );
    expect(tooLarge.map(({ name, bytes }) => ({ name, bytes }))).toEqual([]);
  });

  it("are the same bytes each time", async () => {
    const again = await bundleFunctions(join(directory, "again"), "{}\n");
    expect(again.map(fingerprint)).toEqual(bundles.map(fingerprint));
  });

  it.each(FUNCTIONS)("of %s starts with what the deployment gives it", (name) => {
    const script = `process.stdout.write(typeof require(${JSON.stringify(join(directory, "dist", name, "index.cjs"))}).handler)`;
    expect(execFileSync(process.execPath, ["-e", script], { env: environment, encoding: "utf8" })).toBe(
      "function",
    );
  });

  it("of the command runs as it is", () => {
    const help = execFileSync(command.path, ["--help"], {
      env: { PATH: process.env.PATH },
      encoding: "utf8",
    });
    expect(help).toContain("Usage: overcurrent");
  });
});

const fingerprint = ({ path }: Bundle): string =>
  createHash("sha256").update(readFileSync(path)).digest("hex");
