import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Bundle, bundleFunctions } from "../../scripts/bundle.ts";
import { runServerless } from "../../scripts/serverless.ts";

export type Statement = {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

export type Resource = {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
};

export type Template = {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, unknown>>;
};

export type PackagedGuard = {
  readonly template: Template;
  readonly templatePath: string;
  readonly bundles: readonly Bundle[];
  /** Names of the files in the zip of one function. */
  readonly filesOf: (functionName: string) => readonly string[];
  readonly remove: () => void;
};

/** Builds and packages the guard as a deployment does, offline, in a directory of its own. */
export async function packageGuard({
  stage = "test",
  region = "eu-west-1",
  parameters = [] as readonly string[],
} = {}): Promise<PackagedGuard> {
  const directory = mkdtempSync(join(tmpdir(), "overcurrent-package-"));
  cpSync("serverless.yml", join(directory, "serverless.yml"));
  cpSync("infrastructure", join(directory, "infrastructure"), { recursive: true });
  const bundles = await bundleFunctions(join(directory, "dist"), "{}\n");
  const exitCode = runServerless(["package", "--stage", stage, "--region", region, ...parameters], directory);
  if (exitCode !== 0) throw new Error(`serverless package ended with ${exitCode}`);
  const packed = join(directory, ".serverless");
  const templatePath = join(packed, "cloudformation-template-update-stack.json");
  return {
    template: JSON.parse(readFileSync(templatePath, "utf8")),
    templatePath,
    bundles,
    filesOf: (functionName) => namesInZip(readFileSync(join(packed, `${functionName}.zip`))),
    remove: () => rmSync(directory, { recursive: true }),
  };
}

const CENTRAL_ENTRY = 0x02014b50;

/** File names from the central directory of a zip (PKWARE APPNOTE 4.3.12). */
function namesInZip(zip: Buffer): string[] {
  const names: string[] = [];
  for (let at = zip.indexOf("PK\x01\x02", 0, "latin1"); at >= 0; ) {
    if (zip.readUInt32LE(at) !== CENTRAL_ENTRY) break;
    const nameLength = zip.readUInt16LE(at + 28);
    names.push(zip.toString("utf8", at + 46, at + 46 + nameLength));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return names;
}
