import {
  bucket,
  inOfficeHours,
  PRODUCT_PAGE,
  publicUrl,
  SEARCH,
  SHARE_PREVIEW,
  shopApi,
  steadily,
} from "./cast.ts";
import { flood, more } from "./happenings.ts";
import type { Plot } from "./stage.ts";

export const FLOODS: readonly Plot[] = [
  {
    // 9,000 calls a minute of 0.54 s in 1 GB: $4.80 an hour.
    name: "flood-public-url",
    kind: "flood",
    title: "Bots call a public function URL at night.",
    attacked: ["share-preview"],
    startHour: 1,
    hours: 12,
    beginsAfterHours: 1.2,
    cast: [SHARE_PREVIEW],
    changes: (stage) => [flood(stage, "share-preview", { perMinute: 9_000 })],
  },
  {
    // 8,000 calls a minute of 0.43 s in 2 GB: $7 an hour more. Customers come all the time, and once more when refused.
    name: "flood-api-gateway",
    kind: "flood",
    title: "A crowd of bots walks through the shop in the evening, among its customers.",
    attacked: ["product-page-api"],
    startHour: 16,
    hours: 12,
    beginsAfterHours: 1.5,
    cast: [PRODUCT_PAGE],
    changes: (stage) => [flood(stage, "product-page-api", { perMinute: 8_000 })],
  },
  {
    // 900 uploads a minute of 2 s in 1.5 GB: $2.70 an hour. What is not run waits in Lambda's own queue for six hours, wanted
    // and unwanted together, so a brake that loses nothing puts the cost off and hardly saves any.
    name: "flood-uploads",
    kind: "flood",
    title: "A script fills the upload bucket for two hours.",
    attacked: ["photo-importer"],
    startHour: 8,
    hours: 12,
    beginsAfterHours: 1,
    lastsHours: 2,
    cast: [
      {
        name: "photo-importer",
        team: "content",
        memoryMb: 1536,
        medianMs: 1800,
        trigger: bucket("customer-photos"),
        traffic: steadily(12),
        special: { timeoutSeconds: 60 },
      },
    ],
    changes: (stage) => [flood(stage, "photo-importer", { perMinute: 900 })],
  },
  {
    // 600 calls a minute of 3.4 s in 10 GB: $20 an hour; usually $0.13.
    name: "flood-of-10-gb",
    kind: "flood",
    title: "Somebody finds the URL of a function with all the memory there is.",
    attacked: ["report-render"],
    startHour: 20,
    hours: 12,
    beginsAfterHours: 1.3,
    lastsHours: 8,
    cast: [
      {
        name: "report-render",
        team: "analytics",
        memoryMb: 10_240,
        medianMs: 3000,
        trigger: publicUrl,
        traffic: steadily(4),
      },
    ],
    changes: (stage) => [flood(stage, "report-render", { perMinute: 600 })],
  },
  {
    // 1,500 calls a minute of 1.6 s in 1 GB: $2.40 an hour, on a function that costs less than a cent at night.
    name: "flood-at-night",
    kind: "flood",
    title: "At three in the morning bots find an interface that only the office uses.",
    attacked: ["price-quote-api"],
    startHour: 1.5,
    hours: 12,
    beginsAfterHours: 1.5,
    lastsHours: 8,
    cast: [
      {
        name: "price-quote-api",
        team: "sales",
        memoryMb: 1024,
        medianMs: 1400,
        trigger: shopApi,
        traffic: inOfficeHours(12),
      },
    ],
    changes: (stage) => [flood(stage, "price-quote-api", { perMinute: 1_500 })],
  },
  {
    // Three times the calls, within half an hour: $2.40 an hour more than usual.
    name: "leech",
    kind: "leech",
    title: "A scraper copies the shop through its search, at three times the ordinary traffic, for hours.",
    attacked: ["search-api"],
    startHour: 7,
    hours: 14,
    beginsAfterHours: 1.5,
    cast: [SEARCH],
    changes: (stage) => [more(stage, "search-api", { times: 3, legitimate: false, riseMinutes: 30 })],
  },
  {
    // Up to 6,000 calls a minute of 0.43 s in 2 GB: $5 an hour once all of them are there.
    name: "leech-that-grows",
    kind: "leech",
    title:
      "Price scrapers multiply for an hour and a half, and no minute is much busier than the one before.",
    attacked: ["product-page-api"],
    startHour: 19,
    hours: 13,
    beginsAfterHours: 1.2,
    cast: [PRODUCT_PAGE],
    changes: (stage) => [flood(stage, "product-page-api", { perMinute: 6_000, riseMinutes: 90 })],
  },
];
