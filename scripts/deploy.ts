import { setTimeout } from "node:timers/promises";
import { buildAll } from "./build-all.ts";
import { inOneRegion, openDeployedApi } from "./deployed-guard.ts";
import { parameterArguments, parseDeploymentOptions, targetArguments } from "./deployment-options.ts";
import { takeFirstLook } from "./first-look.ts";
import { runScript } from "./run-script.ts";
import { runServerless } from "./serverless.ts";

await runScript(async () => {
  const options = await inOneRegion(parseDeploymentOptions(process.argv.slice(2)));
  await buildAll(options.policyPath);
  const target = targetArguments(options);
  const deployed = runServerless(["deploy", ...target, ...parameterArguments(options)]);
  if (deployed !== 0) return deployed;
  const looked = await takeFirstLook({
    api: await openDeployedApi(options),
    start: (name) => runServerless(["invoke", "--function", name, "--type", "Event", ...target]),
    clock: Date.now,
    pause: setTimeout,
    say: console.log,
  });
  if (options.alertEmail !== undefined)
    console.log(`Confirm the mail that AWS sends to ${options.alertEmail}: before that no alert arrives.`);
  console.log(
    `See it at work: npm run -s overcurrent -- status --stage ${options.stage} --region ${options.region}`,
  );
  return looked;
});
