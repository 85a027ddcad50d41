import { type Bundle, bundleCommand, bundleFunctions, mostBytesOf } from "./bundle.ts";
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
  for (const bundle of [...functions, command]) mustFit(bundle);
}

function mustFit({ name, bytes }: Bundle): void {
  if (bytes > mostBytesOf(name)) throw new Error(`${name} is over ${mostBytesOf(name) / 1_024} KiB`);
}

const sizeLine = ({ path, bytes }: Bundle): string =>
  `${String(Math.ceil(bytes / 1_024)).padStart(5)} KiB  ${path}`;
