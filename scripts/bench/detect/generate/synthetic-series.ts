import { type Random, randomStream } from "../../../../lib/sim/random.ts";
import type { BaseSeries } from "./base-series.ts";
import { matchEvents } from "./synthetic/match-events.ts";
import { mealOrders } from "./synthetic/meal-orders.ts";
import { START_MS } from "./synthetic/minute-course.ts";
import { partnerFeed } from "./synthetic/partner-feed.ts";
import { queueWorker } from "./synthetic/queue-worker.ts";
import { rareBackup } from "./synthetic/rare-backup.ts";
import { rareConsole } from "./synthetic/rare-console.ts";
import { streamConsumer } from "./synthetic/stream-consumer.ts";
import { timers } from "./synthetic/timers.ts";
import { webShop } from "./synthetic/web-shop.ts";

/** `held-out` draws other functions, and from families of its own, too: it is looked at once, when all is done. */
export type Split = "development" | "held-out";

type Family = (random: Random) => number[];

const FAMILIES: Readonly<Record<string, Family>> = {
  webShop,
  mealOrders,
  timers,
  queueWorker,
  streamConsumer,
};
const HELD_OUT_FAMILIES: Readonly<Record<string, Family>> = { partnerFeed, matchEvents };
const NEARLY_IDLE_FAMILIES: Readonly<Record<string, Family>> = { rareConsole, rareBackup };

/**
 * Made-up functions, minute by minute for four weeks, because the recordings count in five minutes and know no
 * schedules and queues. One function per family and seed; the seed draws how large, when busy and how noisy.
 */
export function syntheticSeries(seed: number, split: Split): BaseSeries[] {
  const families = {
    ...FAMILIES,
    ...(split === "held-out" ? HELD_OUT_FAMILIES : {}),
    ...NEARLY_IDLE_FAMILIES,
  };
  return Object.entries(families).map(([name, family]) => ({
    name,
    startMs: START_MS,
    stepSeconds: 60,
    values: family(randomStream(seed, `${split}/${name}`)),
    keptRatios: name in NEARLY_IDLE_FAMILIES ? [1] : [1, 0.4],
    isNearlyIdle: name in NEARLY_IDLE_FAMILIES,
  }));
}
