import { DAY_MS, MINUTE_MS } from "../../domain/time.ts";
import type { Traffic } from "../spec.ts";
import { drawFactor } from "./draw.ts";
import { INVOICE_EXPORT_AT_MS } from "./timer-members.ts";

/** How long `invoice-export` needs until the last invoice of the day is handed to `invoice-render`. */
export const INVOICE_BATCH_MINUTES = 20;
const INVOICES_PER_DAY = 1150;
const SIZE_SPREAD = 0.2;

/** The daily batch: at the same time each day, a fifth smaller or larger, and nothing in between. */
export const invoiceBatch = (seed: number): Traffic => ({
  arrivals: (minuteStartMs) => {
    const minuteOfBatch = ((minuteStartMs % DAY_MS) - INVOICE_EXPORT_AT_MS) / MINUTE_MS;
    if (minuteOfBatch < 0 || minuteOfBatch >= INVOICE_BATCH_MINUTES) return 0;
    const day = Math.floor(minuteStartMs / DAY_MS);
    return (
      (INVOICES_PER_DAY / INVOICE_BATCH_MINUTES) * drawFactor(seed, `invoices of day ${day}`, SIZE_SPREAD)
    );
  },
});
