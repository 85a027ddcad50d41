import { setTimeout } from "node:timers/promises";
import { operatorAccount } from "../lib/aws/operator-account.ts";
import { guardedPlaces, inOneRegion, watchSwitch } from "./deployed-guard.ts";
import { parseDeploymentOptions, targetArguments } from "./deployment-options.ts";
import { removeGuard } from "./remove-guard.ts";
import { runScript } from "./run-script.ts";
import { runServerless } from "./serverless.ts";

await runScript(async () => {
  const options = await inOneRegion(parseDeploymentOptions(process.argv.slice(2)));
  const places = await guardedPlaces(options);
  const account = operatorAccount(options.region);
  const tableName = await account.findStackOutput(`overcurrent-${options.stage}`, "TableName");
  const remove = ["remove", ...targetArguments(options)];
  const exitCode = await removeGuard({
    places,
    watch: watchSwitch(options),
    removeStack: () => runServerless(remove),
    pause: setTimeout,
    say: console.log,
  }).catch((fault: unknown) => {
    console.error(
      "Not removed: it could not be made sure that nothing is limited. If you know it, because you looked in the Lambda " +
        `console, remove the stack alone:\n  npx serverless ${remove.join(" ")}`,
    );
    throw fault;
  });
  if (exitCode === 0)
    console.log(
      `The table ${tableName} was kept: it is the record of what the guard did. Delete it when you want:\n` +
        `  aws dynamodb delete-table --region ${options.region} --table-name ${tableName}`,
    );
  return exitCode;
});
