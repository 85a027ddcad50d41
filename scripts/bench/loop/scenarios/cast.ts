import { type EpochMs, HOUR_MS } from "../../../../lib/domain/time.ts";
import type { Member } from "../../../../lib/sim/fleet/member.ts";
import { perMinute } from "../../../../lib/sim/fleet/rates.ts";
import { type SqsSpec, type StreamSpec, sqsTrigger, streamTrigger } from "../../../../lib/sim/spec.ts";

/*
 * Who plays in the stories. Costs are worked out at $0.0000166667 per GB-second and $0.20 per million requests, so that
 * 1,000 GB-seconds a minute are $1 an hour; runs last 1.12 times their median on average.
 */

export const shopApi: Member["trigger"] = (traffic) => ({
  kind: "api-gateway",
  apiId: "k3v9x1q7ab",
  ...traffic,
});
export const publicUrl: Member["trigger"] = (traffic) => ({
  kind: "function-url",
  access: "public",
  ...traffic,
});
/** Browsers and SDKs that do not take the first refusal for an answer. */
export const stubbornClients =
  (clientRetries: number): Member["trigger"] =>
  (traffic) => ({ kind: "api-gateway", apiId: "k3v9x1q7ab", clientRetries, ...traffic });
export const bucket =
  (bucketName: string): Member["trigger"] =>
  (traffic) => ({ kind: "s3", bucketName, ...traffic });
export const topic =
  (topicName: string): Member["trigger"] =>
  (traffic) => ({ kind: "sns", topicName, ...traffic });
export const queue =
  (settings: Pick<SqsSpec, "queueName"> & Partial<SqsSpec>): Member["trigger"] =>
  (traffic) =>
    sqsTrigger({ batchSize: 1, ...settings, ...traffic });
export const stream =
  (settings: Pick<StreamSpec, "kind" | "streamName"> & Partial<StreamSpec>): Member["trigger"] =>
  (traffic) =>
    streamTrigger({ ...settings, ...traffic });

/** Customers of all time zones, along the recorded course of a large shop. */
export const steadily = (timesPerMinute: number): Member["traffic"] => ({
  meanPerHour: perMinute(timesPerMinute),
  course: "steady",
});

/** Nothing comes but what other functions send. */
export const nothing: Member["traffic"] = () => ({ arrivals: () => 0 });

const HOURS_PER_DAY = 24;
const OFFICE_OPENS = 7;
const OFFICE_CLOSES = 18;

/** Staff on working days; at night a call in ten minutes. */
export const inOfficeHours =
  (timesPerMinute: number): Member["traffic"] =>
  () => ({
    arrivals: (minuteStartMs) => (isOfficeHour(minuteStartMs) ? timesPerMinute : 0.1),
  });

function isOfficeHour(atMs: EpochMs): boolean {
  const hour = Math.floor(atMs / HOUR_MS) % HOURS_PER_DAY;
  const weekday = new Date(atMs).getUTCDay();
  return weekday >= 1 && weekday <= 5 && hour >= OFFICE_OPENS && hour < OFFICE_CLOSES;
}

/** A page in the window of the shop: 2 GB, $0.46 an hour on average. */
export const PRODUCT_PAGE: Member = {
  name: "product-page-api",
  team: "storefront",
  memoryMb: 2048,
  medianMs: 380,
  trigger: stubbornClients(1),
  traffic: steadily(540),
};

/** A function URL that nothing stands in front of: 1 GB, $0.09 an hour. */
export const SHARE_PREVIEW: Member = {
  name: "share-preview",
  team: "growth",
  memoryMb: 1024,
  medianMs: 480,
  trigger: publicUrl,
  traffic: steadily(170),
};

/** The shop's search: 2 GB, $1.20 an hour. */
export const SEARCH: Member = {
  name: "search-api",
  team: "storefront",
  memoryMb: 2048,
  medianMs: 450,
  trigger: shopApi,
  traffic: steadily(1_200),
};

/** Makes small pictures of what customers upload: 1.5 GB, $0.03 an hour. */
export const THUMBNAILS: Member = {
  name: "thumbnail-maker",
  team: "content",
  memoryMb: 1536,
  medianMs: 950,
  trigger: bucket("shop-uploads"),
  traffic: steadily(20),
  special: { timeoutSeconds: 60 },
};
