import { DAY_MS, HOUR_MS, MINUTE_MS, toIso } from "../../../../lib/domain/time.ts";
import { drawFactor } from "../../../../lib/sim/fleet/draw.ts";
import type { Member } from "../../../../lib/sim/fleet/member.ts";
import { perMinute } from "../../../../lib/sim/fleet/rates.ts";
import { PRODUCT_PAGE, SEARCH, shopApi, THUMBNAILS, topic } from "./cast.ts";
import { loopDeployed, more } from "./happenings.ts";
import type { Plot } from "./stage.ts";

const BATCH_AT_MS = 2 * HOUR_MS;
const BATCH_MINUTES = 40;
const BATCH_STATEMENTS = 8_000;
const MONTHLY_STATEMENTS_FACTOR = 1.3;

/** Every night some more or fewer of them; nothing in between. */
const nightly: Member["traffic"] = (seed) => ({
  arrivals: (minuteStartMs) => {
    const minute = ((minuteStartMs % DAY_MS) - BATCH_AT_MS) / MINUTE_MS;
    if (minute < 0 || minute >= BATCH_MINUTES) return 0;
    const night = Math.floor(minuteStartMs / DAY_MS);
    return (BATCH_STATEMENTS / BATCH_MINUTES) * drawFactor(seed, `statements of night ${night}`, 0.2);
  },
});

export const BENIGN: readonly Plot[] = [
  {
    // 300 calls a minute of 0.56 s in 2 GB, in bursts of up to 90 times the median; the launch adds $1.40 an hour on average.
    name: "launch-unannounced",
    kind: "benign",
    title: "A campaign brings five times the visitors for three hours, to a page that is used to bursts.",
    attacked: [],
    startHour: 10,
    hours: 12,
    beginsAfterHours: 1.5,
    lastsHours: 3,
    cast: [
      {
        name: "campaign-page-api",
        team: "growth",
        memoryMb: 2048,
        medianMs: 500,
        trigger: shopApi,
        traffic: { meanPerHour: perMinute(300), course: "lively" },
      },
    ],
    changes: (stage) => [more(stage, "campaign-page-api", { times: 5, legitimate: true, riseMinutes: 5 })],
  },
  {
    // $0.46 an hour become $2.80.
    name: "launch-announced",
    kind: "benign",
    title: "A sale that the owner has declared brings six times the customers for four hours.",
    attacked: [],
    startHour: 16,
    hours: 12,
    beginsAfterHours: 2,
    lastsHours: 4,
    cast: [PRODUCT_PAGE],
    changes: (stage) => [more(stage, "product-page-api", { times: 6, legitimate: true })],
    policyText: ({ beginMs, untilMs }) => `version: 1
mode: enforce
planned:
  - name: sale
    match: { name: product-page-api }
    from: ${toIso(beginMs - 30 * MINUTE_MS)}
    until: ${toIso(untilMs + 30 * MINUTE_MS)}
    because: the winter sale begins
`,
  },
  {
    // 200 events a minute of 9 s in 2 GB: $3.60 an hour for forty minutes of each night, and $4.70 in this one.
    name: "nightly-batch",
    kind: "benign",
    title: "The statements of every night are a third more than usual at the end of a month.",
    attacked: [],
    startHour: 1,
    hours: 12,
    beginsAfterHours: 1,
    lastsHours: 1,
    cast: [
      {
        name: "statement-render",
        team: "finance",
        memoryMb: 2048,
        medianMs: 8_000,
        trigger: topic("statements"),
        traffic: nightly,
        special: { timeoutSeconds: 60 },
      },
    ],
    changes: (stage) => [
      more(stage, "statement-render", { times: MONTHLY_STATEMENTS_FACTOR, legitimate: true }),
    ],
  },
  {
    // $1.20 an hour become $1.90, for good.
    name: "deploy-step",
    kind: "benign",
    title: "A new version of the search takes 1.6 times as long, and that is what it takes from now on.",
    attacked: [],
    startHour: 8,
    hours: 12,
    beginsAfterHours: 1.5,
    cast: [SEARCH],
    changes: ({ beginMs }) => [
      { kind: "deploy", functionName: "search-api", atMs: beginMs, durationFactor: 1.6 },
    ],
  },
  {
    // Sixteen runs for each of 20 uploads a minute: $0.50 an hour, which is not worth a stop.
    name: "loop-broken-by-aws",
    kind: "benign",
    title: "A thumbnail becomes a thumbnail sixteen times, and then AWS's own detection ends it.",
    attacked: [],
    startHour: 9,
    hours: 12,
    beginsAfterHours: 1,
    cast: [THUMBNAILS],
    changes: (stage) => loopDeployed(stage, "thumbnail-maker", { eventsPerRun: 1, propagatesTrace: true }),
  },
];
