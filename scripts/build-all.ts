import {
  type Bundle,
  bundleCommand,
  bundleFunctions,
  MOST_BUNDLE_BYTES,
  MOST_COMMAND_BYTES,
} from "./bundle.ts";
import { compilePolicy } from "./compile-policy.ts";

/**
 * Checks the policy, builds everything into ./dist and says the sizes.
 * @throws {ConfigInvalidError} when the policy is wrong; nothing is built then
 */
export async function buildAll(policyPath: string | undefined): Promise<void> {
  const policy = compilePolicy(policyPath);
  const functions = await bundleFunctions("dist", policy.json);
  const command = await bundleCommand("dist");
  for (const bundle of [...functions, command]) console.log(sizeLine(bundle));
  console.log(`policy: ${policy.source}`);
  mustFit(functions, MOST_BUNDLE_BYTES);
  mustFit([command], MOST_COMMAND_BYTES);
}

function mustFit(bundles: readonly Bundle[], mostBytes: number): void {
  const tooLarge = bundles.filter(({ bytes }) => bytes > mostBytes);
  if (tooLarge.length > 0)
    throw new Error(`over ${mostBytes / 1_024} KiB: ${tooLarge.map(({ name }) => name).join(", ")}`);
}

const sizeLine = ({ path, bytes }: Bundle): string =>
  `${String(Math.ceil(bytes / 1_024)).padStart(5)} KiB  ${path}`;
