import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import type { Traffic } from "../spec.ts";
import type { Member } from "./member.ts";

const rule =
  (ruleName: string, scheduleExpression: string): Member["trigger"] =>
  (traffic) => ({ kind: "schedule", ruleName, scheduleExpression, ...traffic });

/** Fires once in the minute `offsetMs` after each multiple of `everyMs`, counted from 00:00 UTC. */
const every =
  (everyMs: number, offsetMs = 0) =>
  (): Traffic => ({
    arrivals: (minuteStartMs: EpochMs) => (minuteStartMs % everyMs === offsetMs ? 1 : 0),
    exact: true,
  });

/** When the invoices of the day are begun, after 00:00 UTC. */
export const INVOICE_EXPORT_AT_MS = 2 * HOUR_MS;

export const TIMER_MEMBERS: readonly Member[] = [
  {
    name: "queue-depth-probe",
    team: "platform",
    memoryMb: 128,
    medianMs: 280,
    trigger: rule("queue-depth-probe-each-minute", "rate(1 minute)"),
    traffic: every(MINUTE_MS),
  },
  {
    name: "currency-rates",
    team: "finance",
    memoryMb: 128,
    medianMs: 1900,
    trigger: rule("currency-rates-hourly", "cron(0 * * * ? *)"),
    traffic: every(HOUR_MS),
  },
  {
    name: "search-reindex",
    team: "storefront",
    memoryMb: 1024,
    medianMs: 42_000,
    trigger: rule("search-reindex-hourly", "cron(20 * * * ? *)"),
    traffic: every(HOUR_MS, 20 * MINUTE_MS),
    special: { timeoutSeconds: 300 },
  },
  {
    name: "sitemap-builder",
    team: "growth",
    memoryMb: 512,
    medianMs: 24_000,
    trigger: rule("sitemap-builder-four-a-day", "cron(5 0/6 * * ? *)"),
    traffic: every(6 * HOUR_MS, 5 * MINUTE_MS),
    special: { timeoutSeconds: 120 },
  },
  {
    name: "invoice-export",
    team: "finance",
    memoryMb: 512,
    medianMs: 140_000,
    trigger: rule("invoice-export-nightly", "cron(0 2 * * ? *)"),
    traffic: every(DAY_MS, INVOICE_EXPORT_AT_MS),
    special: { timeoutSeconds: 900 },
  },
  {
    name: "backup-audit",
    team: "platform",
    memoryMb: 256,
    medianMs: 11_000,
    trigger: rule("backup-audit-daily", "cron(30 4 * * ? *)"),
    traffic: every(DAY_MS, 4 * HOUR_MS + 30 * MINUTE_MS),
    special: { timeoutSeconds: 120 },
  },
];
