import type { EpochMs } from "../../../../lib/domain/time.ts";
import type { AccountFaces } from "../../../../lib/sim/faces.ts";

/** Datapoints stamped from `fromMs` up to `untilMs` appear so much later than usual; Infinity: never. */
export type Disturbance = { readonly fromMs: EpochMs; readonly untilMs: EpochMs; readonly laterByMs: number };

/** The account as it shows itself while CloudWatch has a bad hour; what happens in it stays the same. */
export const disturbedMetrics = (
  account: AccountFaces,
  { fromMs, untilMs, laterByMs }: Disturbance,
): AccountFaces => ({
  ...account,
  metrics: {
    ...account.metrics,
    query: (query) =>
      account.metrics
        .query(query)
        .filter(
          ({ timestampMs }) =>
            timestampMs < fromMs || timestampMs >= untilMs || timestampMs + laterByMs <= account.nowMs(),
        ),
  },
});
