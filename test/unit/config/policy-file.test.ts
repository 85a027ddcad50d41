import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POLICY_FILE_NAME, readPolicyFile } from "../../../lib/config/policy-file.ts";
import { ConfigInvalidError } from "../../../lib/domain/errors.ts";
import { parsePolicy } from "../../../lib/policy/parse-policy.ts";

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "overcurrent-policy-"));
});
afterAll(() => rmSync(directory, { recursive: true }));

const write = (text: string) => writeFileSync(join(directory, POLICY_FILE_NAME), text);

describe("the policy beside the bundle", () => {
  it("is the owner's policy with every default filled in", () => {
    write('{"mode":"enforce"}');
    expect(readPolicyFile(directory)).toEqual(parsePolicy("mode: enforce", "overcurrent.yml"));
  });

  it("observes when it is empty", () => {
    write("{}");
    expect(readPolicyFile(directory).mode).toBe("observe");
  });

  it("is refused when it was edited into something wrong, naming the file", () => {
    write('{"mode":"enforc"}');
    expect(() => readPolicyFile(directory)).toThrow(ConfigInvalidError);
    expect(() => readPolicyFile(directory)).toThrow(/policy\.json is not valid[\s\S]*enforc/);
  });

  it("is refused when it was cut short", () => {
    write('{"mode":');
    expect(() => readPolicyFile(directory)).toThrow(/policy\.json is not valid:\nis no JSON/);
  });

  it("is never guessed when it is missing", () => {
    expect(() => readPolicyFile(join(directory, "elsewhere"))).toThrow(/is missing.*npm run build/);
  });
});
