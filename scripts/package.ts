import { buildAll } from "./build-all.ts";
import { parameterArguments, parseDeploymentOptions, targetArguments } from "./deployment-options.ts";
import { runScript } from "./run-script.ts";
import { runServerless } from "./serverless.ts";

/* Builds and packages into ./.serverless. Needs no credentials and no network. */
await runScript(async () => {
  const options = parseDeploymentOptions(process.argv.slice(2));
  await buildAll(options.policyPath);
  return runServerless(["package", ...targetArguments(options), ...parameterArguments(options)]);
});
