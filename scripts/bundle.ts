import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { build, type Metafile } from "esbuild";
import { POLICY_FILE_NAME } from "../lib/config/policy-file.ts";

/** A larger bundle costs every cold start. The largest is the inventory's, which asks the most services, and once an hour. */
const MOST_BUNDLE_BYTES = 775 * 1_024;
const MOST_BYTES_OF: Readonly<Record<string, number>> = {
  // It does for other targets what four functions do at home. Where it has work at all it has some each minute, and stays warm.
  worker: 950 * 1_024,
  // It starts on a person's machine, and loads most of it only when it is needed.
  cli: 1_500 * 1_024,
};

/** How large the bundle of this name may be. */
export const mostBytesOf = (name: string): number => MOST_BYTES_OF[name] ?? MOST_BUNDLE_BYTES;

export type Bundle = {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** Source files of ours of which something is in the bundle, relative to the repository. */
  readonly sources: readonly string[];
};

/** One bundle per file in `functions`, each in a directory of its own, with the policy beside those that read it. */
export async function bundleFunctions(outDirectory: string, policyJson: string): Promise<Bundle[]> {
  rmSync(outDirectory, { recursive: true, force: true });
  mkdirSync(outDirectory, { recursive: true });
  // The repository is an ES module package; the bundles are CommonJS, which starts faster in Lambda.
  writeFileSync(join(outDirectory, "package.json"), '{"type":"commonjs"}\n');
  const wanted = readdirSync("functions")
    .filter((file) => file.endsWith(".ts"))
    .map((file) => {
      const name = basename(file, ".ts");
      return { name, entryPoint: join("functions", file), path: join(outDirectory, name, "index.cjs") };
    });
  // In one build, so that what most of them share is read and parsed once.
  const bundles = await buildBundles(outDirectory, wanted);
  for (const { path, sources } of bundles)
    if (sources.includes("lib/config/policy-file.ts"))
      writeFileSync(join(dirname(path), POLICY_FILE_NAME), policyJson);
  return bundles;
}

/** The `overcurrent` command as one file that runs without installing anything. */
export async function bundleCommand(outDirectory: string): Promise<Bundle> {
  const path = join(outDirectory, "cli", "overcurrent.cjs");
  const command = await bundle("cli", "lib/cli/main.ts", path, "#!/usr/bin/env node");
  chmodSync(path, 0o755);
  return command;
}

/** @param path ends with `.cjs` */
export async function bundle(
  name: string,
  entryPoint: string,
  path: string,
  firstLine?: string,
): Promise<Bundle> {
  const [built] = await buildBundles(dirname(path), [{ name, entryPoint, path }], firstLine);
  if (built === undefined) throw new Error(`esbuild built nothing of ${entryPoint}`);
  return built;
}

type Wanted = Pick<Bundle, "name" | "path"> & { readonly entryPoint: string };

async function buildBundles(
  outDirectory: string,
  wanted: readonly Wanted[],
  firstLine = "",
): Promise<Bundle[]> {
  const { metafile } = await build({
    entryPoints: wanted.map(({ entryPoint, path }) => ({
      in: entryPoint,
      out: relative(outDirectory, path).slice(0, -EXTENSION.length),
    })),
    outdir: outDirectory,
    outExtension: { ".js": EXTENSION },
    bundle: true,
    minify: true,
    // Errors are told apart and logged by the names of their classes, which minifying would take away.
    keepNames: true,
    platform: "node",
    target: "node24",
    format: "cjs",
    mainFields: ["module", "main"],
    legalComments: "none",
    banner: { js: firstLine },
    define: {
      "import.meta.dirname": "__dirname",
      // Advice to whoever upgrades the SDK, which is pinned here; it would only stand between the answers.
      "process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED": '"true"',
    },
    metafile: true,
    logLevel: "warning",
  });
  const outputs = new Map(Object.values(metafile.outputs).map((output) => [output.entryPoint, output]));
  return wanted.map(({ name, entryPoint, path }) => ({
    name,
    path,
    bytes: statSync(path).size,
    sources: sourcesOf(outputs.get(entryPoint)),
  }));
}

const EXTENSION = ".cjs";

const sourcesOf = (output: Metafile["outputs"][string] | undefined): string[] =>
  Object.entries(output?.inputs ?? {})
    .filter(([path, input]) => input.bytesInOutput > 0 && !path.startsWith("node_modules/"))
    .map(([path]) => path)
    .sort();
