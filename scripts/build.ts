import { parseArgs } from "node:util";
import { buildAll } from "./build-all.ts";
import { runScript } from "./run-script.ts";

await runScript(async () => {
  const { values } = parseArgs({ options: { policy: { type: "string" } } });
  await buildAll(values.policy);
  return 0;
});
