import { CommanderError } from "commander";
import pc from "picocolors";
import type { Colors } from "picocolors/types";
import { parseDemoOptions } from "./demo/options.ts";
import { showProgress } from "./demo/progress.ts";
import { billLines, burnLines, incidentTable, restoreLines } from "./demo/render.ts";
import { type DemoResult, runDemo } from "./demo/run-demo.ts";
import { runScript } from "./run-script.ts";

const toStdout = (text: string): void => void process.stdout.write(`${text}\n`);
const toStderr = (text: string): void => void process.stderr.write(`${text}\n`);

/** Whether the guard did its whole job: stopped every attack, nothing else, lost nothing, restored exactly. */
const didItsJob = ({ score, troubles }: DemoResult): boolean =>
  score.missed === 0 &&
  score.falseTrips === 0 &&
  troubles.length === 0 &&
  score.incidents.every(
    ({ eventsLost, stopped, priorState, restoredState }) =>
      stopped === null || (eventsLost === 0 && priorState === restoredState),
  );

const cents = (amountUsd: number): number => Math.round(amountUsd * 100) / 100;

const asJson = ({ day, score, cost, ticks }: DemoResult, seed: number): string =>
  JSON.stringify(
    {
      seed,
      functions: day.account.functions.length,
      minutes: (day.endOfDayMs - day.startOfDayMs) / 60_000,
      ...score,
      guard: {
        ticks,
        awsCalls: cost.awsCalls,
        usdPerMonth: cents(cost.bill.billedUsd),
        meteredUsdPerMonth: cents(cost.metered.billedUsd),
      },
    },
    undefined,
    2,
  );

function summary(result: DemoResult, colors: Colors): string {
  const { score, firstAlert } = result;
  const verdict = didItsJob(result)
    ? colors.green(
        "Every attack was stopped, nothing else was, no event was lost, and everything is as it was before.",
      )
    : colors.red(
        `The guard failed: ${score.missed} missed, ${score.falseTrips} false trips, ${result.troubles.length} troubles.`,
      );
  return [
    "",
    burnLines(result.guardedPerMinute, result.unguardedPerMinute),
    "",
    incidentTable(score),
    "",
    restoreLines(score, colors),
    "",
    ...(firstAlert === undefined
      ? []
      : [
          "The owner's first e-mail:",
          "",
          `  ${firstAlert.subject}`,
          "",
          ...firstAlert.text.split("\n").map((line) => `  ${line}`),
          "",
        ]),
    billLines(result.cost),
    "",
    ...result.troubles,
    verdict,
  ].join("\n");
}

await runScript(async () => {
  try {
    const options = parseDemoOptions(process.argv.slice(2));
    const colors = pc.createColors(pc.isColorSupported && !options.json);
    const progress = showProgress(process.stderr.isTTY && !options.json);
    const result = await runDemo(options, progress, options.json ? toStderr : toStdout, colors);
    toStdout(options.json ? asJson(result, options.seed) : summary(result, colors));
    for (const trouble of options.json ? result.troubles : []) toStderr(trouble);
    return didItsJob(result) ? 0 : 1;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
});
