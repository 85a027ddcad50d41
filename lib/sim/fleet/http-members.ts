import type { TriggerSpec } from "../spec.ts";
import type { Member } from "./member.ts";
import { perDay, perMinute } from "./rates.ts";

const shopApi: Member["trigger"] = (traffic) => ({ kind: "api-gateway", apiId: "k3v9x1q7ab", ...traffic });
const officeApi: Member["trigger"] = (traffic) => ({ kind: "api-gateway", apiId: "p0d4m8s2zt", ...traffic });
const functionUrl =
  (access: Extract<TriggerSpec, { kind: "function-url" }>["access"]): Member["trigger"] =>
  (traffic) => ({ kind: "function-url", access, ...traffic });

/** Customers all day long. */
export const BUSY_HTTP_MEMBERS: readonly Member[] = [
  {
    name: "session-api",
    team: "identity",
    memoryMb: 256,
    medianMs: 38,
    trigger: shopApi,
    traffic: { meanPerHour: perMinute(600), course: "steady" },
    special: { tags: { "overcurrent:protect": "true" } },
  },
  {
    name: "product-page-api",
    team: "storefront",
    memoryMb: 2048,
    medianMs: 380,
    trigger: shopApi,
    traffic: { meanPerHour: perMinute(540), course: "steady" },
  },
  {
    name: "share-preview",
    team: "growth",
    memoryMb: 1024,
    medianMs: 480,
    trigger: functionUrl("public"),
    traffic: { meanPerHour: perMinute(170), course: "steady" },
  },
  {
    name: "order-status-api",
    team: "orders",
    memoryMb: 512,
    medianMs: 170,
    trigger: shopApi,
    traffic: { meanPerHour: perMinute(90), course: "lively" },
    special: { provisionedConcurrency: 2 },
  },
];

/** Partners, staff and the rarer wishes of customers: more than once an hour, at most once a minute. */
export const OCCASIONAL_HTTP_MEMBERS: readonly Member[] = [
  {
    name: "crm-webhook",
    team: "sales",
    memoryMb: 256,
    medianMs: 220,
    trigger: functionUrl("public"),
    traffic: { meanPerHour: 36, course: "sparse" },
    special: { reservedConcurrency: 10 },
  },
  {
    name: "partner-feed",
    team: "partners",
    memoryMb: 512,
    medianMs: 1400,
    trigger: functionUrl("iam"),
    traffic: { meanPerHour: 12, course: "even" },
    special: { reservedConcurrency: 20 },
  },
  {
    name: "returns-api",
    team: "orders",
    memoryMb: 256,
    medianMs: 340,
    trigger: shopApi,
    traffic: { meanPerHour: 44, course: "sparse" },
  },
  {
    name: "gift-card-api",
    team: "orders",
    memoryMb: 256,
    medianMs: 140,
    trigger: shopApi,
    traffic: { meanPerHour: 22, course: "sparse" },
  },
  {
    name: "warehouse-slots-api",
    team: "logistics",
    memoryMb: 512,
    medianMs: 1100,
    trigger: officeApi,
    traffic: { meanPerHour: 9, course: "rare" },
  },
  {
    name: "store-locator-api",
    team: "storefront",
    memoryMb: 128,
    medianMs: 60,
    trigger: shopApi,
    traffic: { meanPerHour: 30, course: "steady" },
  },
  {
    name: "support-ticket-api",
    team: "support",
    memoryMb: 256,
    medianMs: 520,
    trigger: officeApi,
    traffic: { meanPerHour: 15, course: "sparse" },
  },
  {
    name: "price-quote-api",
    team: "sales",
    memoryMb: 1024,
    medianMs: 2900,
    trigger: officeApi,
    traffic: { meanPerHour: 6, course: "rare" },
  },
];

/** Nearly idle, as most functions are: an hour or a day passes between two calls. */
export const IDLE_HTTP_MEMBERS: readonly Member[] = [
  {
    name: "admin-users-api",
    team: "identity",
    memoryMb: 256,
    medianMs: 320,
    trigger: officeApi,
    traffic: { meanPerHour: perDay(10), course: "even" },
  },
  {
    name: "report-download-api",
    team: "finance",
    memoryMb: 512,
    medianMs: 6500,
    trigger: officeApi,
    traffic: { meanPerHour: perDay(6), course: "even" },
  },
  {
    name: "api-docs",
    team: "platform",
    memoryMb: 128,
    medianMs: 14,
    trigger: shopApi,
    traffic: { meanPerHour: perDay(15), course: "even" },
  },
  {
    name: "gdpr-export-api",
    team: "legal",
    memoryMb: 1024,
    medianMs: 14_000,
    trigger: officeApi,
    traffic: { meanPerHour: perDay(1), course: "even" },
  },
  {
    name: "feature-flags-admin",
    team: "platform",
    memoryMb: 128,
    medianMs: 26,
    trigger: officeApi,
    traffic: { meanPerHour: perDay(4), course: "even" },
  },
  {
    name: "newsletter-signup",
    team: "growth",
    memoryMb: 128,
    medianMs: 210,
    trigger: shopApi,
    traffic: { meanPerHour: perDay(18), course: "rare" },
  },
  {
    name: "careers-form",
    team: "people",
    memoryMb: 128,
    medianMs: 900,
    trigger: officeApi,
    traffic: { meanPerHour: perDay(3), course: "even" },
  },
  {
    name: "press-kit",
    team: "people",
    memoryMb: 128,
    medianMs: 18,
    trigger: officeApi,
    traffic: { meanPerHour: perDay(2), course: "even" },
  },
  {
    name: "supplier-onboarding",
    team: "partners",
    memoryMb: 256,
    medianMs: 4800,
    trigger: officeApi,
    traffic: { meanPerHour: perDay(0.7), course: "even" },
  },
  {
    name: "tax-rate-lookup",
    team: "finance",
    memoryMb: 256,
    medianMs: 1600,
    trigger: officeApi,
    traffic: { meanPerHour: perDay(20), course: "even" },
  },
];
