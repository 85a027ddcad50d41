import { once } from "node:events";
import { parseArgs } from "node:util";
import { toIso } from "../lib/domain/time.ts";
import { simulatedAccount } from "../lib/sim/account.ts";
import { playedDay } from "../lib/sim/day/played-day.ts";
import { startAccountServer } from "../lib/sim/http/server.ts";
import { runScript } from "./run-script.ts";

/*
 * Serves a simulated account, two weeks and the demo's day old and guarded by nobody, until it is interrupted. Whatever
 * speaks to AWS can be pointed at it; in another terminal:
 *
 *   npm run -s overcurrent -- backtest --account ...
 */

/** Not a secret: it exists nowhere else. */
const KEY = { AWS_ACCESS_KEY_ID: "AKIASIMULATEDACCOUNT", AWS_SECRET_ACCESS_KEY: "simulated-account-only" };

await runScript(async () => {
  const { values } = parseArgs({ options: { seed: { type: "string", default: "1" } } });
  const day = playedDay(Number(values.seed));
  console.error("playing two weeks and a day with three attacks");
  const account = simulatedAccount(day.account);
  account.schedule(day.changes);
  account.advanceTo(day.endOfDayMs);
  const server = await startAccountServer(account);
  const variables = { AWS_ENDPOINT_URL: server.url, AWS_REGION: account.region, ...KEY };
  for (const [name, value] of Object.entries(variables)) console.log(`export ${name}=${value}`);
  console.log(
    `npm run -s overcurrent -- backtest --account --yes --until ${toIso(day.endOfDayMs)} --html backtest.html`,
  );
  console.error("serving until interrupted");
  await once(process, "SIGINT");
  await server.close();
  return 0;
});
