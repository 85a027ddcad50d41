import { type Bundle, bundleCommand, bundleFunctions, MOST_BUNDLE_BYTES } from "./bundle.ts";
import { compilePolicy } from "./compile-policy.ts";

/**
 * Checks the policy, builds everything into ./dist and says the sizes.
 * @throws {ConfigInvalidError} when the policy is wrong; nothing is built then
 */
export async function buildAll(policyPath: string | undefined): Promise<void> {
  const policy = compilePolicy(policyPath);
  const bundles = [...(await bundleFunctions("dist", policy.json)), await bundleCommand("dist")];
  for (const bundle of bundles) console.log(sizeLine(bundle));
  console.log(`policy: ${policy.source}`);
  const tooLarge = bundles.filter(({ bytes }) => bytes > MOST_BUNDLE_BYTES);
  if (tooLarge.length > 0)
    throw new Error(`over ${MOST_BUNDLE_BYTES / 1_024} KiB: ${tooLarge.map(({ name }) => name).join(", ")}`);
}

const sizeLine = ({ path, bytes }: Bundle): string =>
  `${String(Math.ceil(bytes / 1_024)).padStart(5)} KiB  ${path}`;
