import type { Member } from "../../../../lib/sim/fleet/member.ts";
import { publicUrl, shopApi, steadily } from "./cast.ts";
import { flood, waiting } from "./happenings.ts";
import type { Plot } from "./stage.ts";

/** Parts of a shop, each small; all of them ask the same service for their settings. */
const SHOP_PARTS: readonly Member[] = [
  "basket",
  "wishlist",
  "vouchers",
  "ratings",
  "delivery",
  "payment",
  "returns",
  "invoices",
  "addresses",
  "loyalty",
].map((part, place) => ({
  name: `shop-${part}-api`,
  team: "shop",
  memoryMb: 1024,
  medianMs: 90 + 20 * place,
  trigger: shopApi,
  traffic: steadily(60 + 8 * place),
}));

/** With the ten parts of the shop they are 40. */
const EVERYBODY_ELSE = [
  "session-api",
  "order-status-api",
  "crm-webhook",
  "partner-feed",
  "gift-card-api",
  "warehouse-slots-api",
  "store-locator-api",
  "support-ticket-api",
  "price-quote-api",
  "admin-users-api",
  "report-download-api",
  "api-docs",
  "gdpr-export-api",
  "feature-flags-admin",
  "newsletter-signup",
  "careers-form",
  "press-kit",
  "supplier-onboarding",
  "tax-rate-lookup",
  "activity-enricher",
  "mail-sender",
  "refund-worker",
  "chargeback-worker",
  "clickstream-sink",
  "stock-level-projector",
  "price-alert-sender",
  "deploy-audit-log",
  "queue-depth-probe",
  "currency-rates",
  "sitemap-builder",
];

const IMAGE_PROXY: Member = {
  name: "image-proxy",
  team: "content",
  memoryMb: 2048,
  medianMs: 320,
  trigger: shopApi,
  traffic: steadily(6_000),
};
const BIDDING: Member = {
  name: "ad-bidding-api",
  team: "growth",
  memoryMb: 1024,
  medianMs: 60,
  trigger: shopApi,
  traffic: steadily(40_000),
};
const STAMP: Member = {
  name: "pdf-stamp",
  team: "finance",
  memoryMb: 1024,
  medianMs: 2_000,
  trigger: publicUrl,
  traffic: { meanPerHour: 40, course: "sparse" },
};

export const CROWDS: readonly Plot[] = [
  {
    // 960 calls a minute in all, of 20 s in 1 GB: $19 an hour. The default blast radius lets a guard stop three an hour.
    name: "many-at-once",
    kind: "many",
    title: "A service that ten of forty functions ask hangs: stopping them one by one is no answer.",
    attacked: SHOP_PARTS.map(({ name }) => name),
    startHour: 8,
    hours: 12,
    beginsAfterHours: 1.5,
    lastsHours: 5,
    cast: SHOP_PARTS,
    bystanders: EVERYBODY_ELSE,
    changes: (stage) => SHOP_PARTS.map(({ name }) => waiting(stage, name, { medianMs: 20_000 })),
  },
  {
    // 700 calls a minute of 2.2 s in 1 GB, $1.60 an hour, beside 46,000 calls a minute and $7 an hour that are usual.
    name: "hidden-in-the-total",
    kind: "hidden",
    title: "A small function is called a thousand times as often, and the account's total hardly moves.",
    attacked: ["pdf-stamp"],
    startHour: 5,
    hours: 12,
    beginsAfterHours: 1.5,
    lastsHours: 8,
    cast: [STAMP, IMAGE_PROXY, BIDDING],
    changes: (stage) => [flood(stage, "pdf-stamp", { perMinute: 700 })],
  },
];
