import { HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import { INVOICE_BATCH_MINUTES } from "../fleet/invoice-batch.ts";
import { INVOICE_EXPORT_AT_MS } from "../fleet/timer-members.ts";
import type { Traffic } from "../spec.ts";
import { type BenignEpisode, drawMinute, memberOf, type Stage } from "./episode.ts";

/** A new product is launched in the evening: three times the ordinary traffic for four hours, all of it wanted. */
export function launch(stage: Stage): BenignEpisode {
  const functionName = "product-page-api";
  const beginMs = drawMinute(stage, "launch", stage.startOfDayMs + 18 * HOUR_MS + 45 * MINUTE_MS, 20);
  const endMs = beginMs + 4 * HOUR_MS;
  const ordinary = memberOf(stage, functionName).triggers[0]?.arrivals ?? (() => 0);
  const arrivals: Traffic["arrivals"] = (minuteStartMs) => 2 * ordinary(minuteStartMs);
  return {
    benign: { functionName, what: "launch", beginMs, endMs },
    changes: [
      {
        kind: "extra-traffic",
        functionName,
        trigger: 0,
        atMs: beginMs,
        untilMs: endMs,
        legitimate: true,
        arrivals,
      },
    ],
  };
}

/** The invoices of every night; the fleet brings them on its own, this says only when. */
export function dailyBatch(stage: Stage): BenignEpisode {
  const beginMs = stage.startOfDayMs + INVOICE_EXPORT_AT_MS;
  const endMs = beginMs + INVOICE_BATCH_MINUTES * MINUTE_MS;
  return { benign: { functionName: "invoice-render", what: "daily-batch", beginMs, endMs }, changes: [] };
}

/** A new version takes half as long again as the old one, from noon on and for good. */
export function slowerVersion(stage: Stage): BenignEpisode {
  const functionName = "order-status-api";
  const beginMs = stage.startOfDayMs + 12 * HOUR_MS;
  return {
    benign: { functionName, what: "slower-version", beginMs, endMs: stage.endOfDayMs },
    changes: [{ kind: "deploy", functionName, atMs: beginMs, durationFactor: 1.5 }],
  };
}
