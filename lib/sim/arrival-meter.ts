import type { PublishedArrivals } from "./metric-publication.ts";
import type { Minute } from "./minute-series.ts";

/** Measures what is sent to the queues and streams of one function. What becomes visible again was sent before. */
export type ArrivalMeter = {
  count(sourceArn: string, minute: Minute, arrived: number): void;
  /** Everything measured since the last call. */
  take(): readonly PublishedArrivals[];
};

export function arrivalMeter(): ArrivalMeter {
  let counted: { sourceArn: string; minute: Minute; arrived: number }[] = [];
  return {
    count(sourceArn, minute, arrived) {
      const known = counted.find((each) => each.sourceArn === sourceArn && each.minute === minute);
      if (known === undefined) counted.push({ sourceArn, minute, arrived });
      else known.arrived += arrived;
    },
    take() {
      const taken = counted;
      counted = [];
      return taken;
    },
  };
}
