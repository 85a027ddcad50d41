/*
 * Turns the tweet-volume series of the Numenta Anomaly Benchmark into the compact files of lib/sim/traffic/data.
 * Needed only to renew those files; they are part of the repository.
 *
 *   git clone https://github.com/numenta/NAB
 *   npx tsx scripts/import-traffic.ts NAB
 *
 * Counts are copied as they are. Left out: the first and the last day, which the recording covers only in part.
 * Changed: the stamps. The recording counts in 5-minute periods that begin 2 min 53 s after the full five minutes;
 * the files keep only the day of the first period and assume periods on the full five minutes.
 */
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DAY_MS, toIso } from "../lib/domain/time.ts";

const PERIOD_MS = 300_000;
const PERIODS_PER_DAY = DAY_MS / PERIOD_MS;
const DATA_DIRECTORY = new URL("../lib/sim/traffic/data/", import.meta.url);

/** All recordings cover these whole days; the longest stretch they have in common. */
const FIRST_DAY_MS = Date.parse("2015-02-27T00:00:00Z");
const DAYS = 54;

const RECORDINGS = ["AAPL", "AMZN", "CRM", "CVS", "FB"] as const;

/** @throws {Error} when a period is missing, doubled or not a count: the recording is not the one we know */
function countsOf(csv: string): number[] {
  const rows = csv.trim().split("\n").slice(1);
  const counts = new Map(
    rows.map((row) => {
      const [stamp = "", value = ""] = row.trim().split(",");
      const periodMs = Math.floor(Date.parse(`${stamp.replace(" ", "T")}Z`) / PERIOD_MS) * PERIOD_MS;
      return [periodMs, Number(value)] as const;
    }),
  );
  if (counts.size !== rows.length) throw new Error(`${rows.length - counts.size} periods appear twice`);
  return Array.from({ length: DAYS * PERIODS_PER_DAY }, (_, index) => {
    const periodMs = FIRST_DAY_MS + index * PERIOD_MS;
    const count = counts.get(periodMs);
    if (count === undefined || !Number.isInteger(count) || count < 0)
      throw new Error(`no count at ${toIso(periodMs)}`);
    return count;
  });
}

const benchmark = process.argv[2];
if (benchmark === undefined) {
  console.error("usage: npx tsx scripts/import-traffic.ts <folder of the NAB repository>");
  process.exit(2);
}
for (const name of RECORDINGS) {
  const source = `data/realTweets/Twitter_volume_${name}.csv`;
  const counts = countsOf(readFileSync(join(benchmark, source), "utf8"));
  const recording = {
    source,
    firstDay: toIso(FIRST_DAY_MS).slice(0, 10),
    periodSeconds: PERIOD_MS / 1000,
    counts,
  };
  const file = new URL(`tweets-${name.toLowerCase()}.json`, DATA_DIRECTORY);
  writeFileSync(file, `${JSON.stringify(recording)}\n`);
  console.log(`${file.pathname}: ${counts.length} counts`);
}
copyFileSync(join(benchmark, "LICENSE.txt"), new URL("LICENSE-NAB.txt", DATA_DIRECTORY));
