import { describe, expect, it } from "vitest";
import { tell } from "../../../lib/app/tell.ts";
import type { Alert } from "../../../lib/domain/alert.ts";
import { CloudCallError } from "../../../lib/domain/errors.ts";
import { NO_USAGE } from "../../../lib/domain/guard-usage.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { memoryStores } from "../../../lib/sim/memory/memory-stores.ts";
import { NOW_MS, sampleAlert } from "../../contract/samples.ts";
import { aPolicy } from "../../support/builders.ts";
import { silentLog } from "../../support/silent-log.ts";

function mailbox(refuses: (alert: Alert) => boolean = () => false) {
  const received: string[] = [];
  return {
    received,
    async send(alert: Alert): Promise<void> {
      if (refuses(alert)) throw new CloudCallError("sns:Publish", true, "Throttled");
      received.push(alert.alertId);
    },
  };
}

async function storesWith(...alerts: Alert[]) {
  const stores = memoryStores();
  for (const alert of alerts) await stores.outbox.put(alert);
  return stores;
}

let nowMs = NOW_MS;
let holders = 0;
const parts = {
  clock: () => nowMs,
  log: silentLog(),
  policy: aPolicy(),
  newLeaseHolder: () => {
    holders += 1;
    return `run-${holders}`;
  },
};
const early = sampleAlert({ alertId: "early", createdAtMs: NOW_MS - 2 });
const late = sampleAlert({ alertId: "late", createdAtMs: NOW_MS - 1 });

describe("tell", () => {
  it("sends what waits, oldest first, and sends it once", async () => {
    const stores = await storesWith(late, early);
    const sender = mailbox();
    expect(await tell({ ...stores, ...parts, sender })).toEqual({ sent: 2, waiting: 0 });
    expect(await tell({ ...stores, ...parts, sender })).toEqual({ sent: 0, waiting: 0 });
    expect(sender.received).toEqual(["early", "late"]);
  });

  it("sends each alert once when it is rung several times at once, and also what comes meanwhile", async () => {
    const stores = await storesWith(early);
    const sender = mailbox();
    const slow = {
      send: async (alert: Alert) => {
        if (alert.alertId === "early") await stores.outbox.put(late);
        await sender.send(alert);
      },
    };
    await Promise.all([1, 2, 3].map(() => tell({ ...stores, ...parts, sender: slow })));
    expect(sender.received).toEqual(["early", "late"]);
  });

  it("does not let one alert that cannot be sent hold up the others, and keeps it for the next round", async () => {
    const stores = await storesWith(early, late);
    const refusing = mailbox(({ alertId }) => alertId === "early");
    expect(await tell({ ...stores, ...parts, sender: refusing })).toEqual({ sent: 1, waiting: 1 });
    const sender = mailbox();
    await tell({ ...stores, ...parts, sender });
    expect(sender.received).toEqual(["early"]);
  });

  it("sends an alert again when the run was cut off before it was marked: late is better than never", async () => {
    const stores = await storesWith(early);
    const sender = mailbox();
    const cutOff = { ...stores.outbox, markSent: async () => Promise.reject(new Error("cut off")) };
    await expect(tell({ ...stores, outbox: cutOff, ...parts, sender })).rejects.toThrow("cut off");
    expect(await tell({ ...stores, ...parts, sender })).toEqual({ sent: 0, waiting: 1 });
    nowMs += MINUTE_MS;
    await tell({ ...stores, ...parts, sender });
    expect(sender.received).toEqual(["early", "early"]);
  });

  it("says under each alert what the guard itself has cost this month, and its limit", async () => {
    const stores = await storesWith(early);
    await stores.usage.add("watch", { ...NO_USAGE, getMetricDataMetrics: 123_000 }, NOW_MS);
    const texts: string[] = [];
    const sender = { send: async ({ text }: Alert) => void texts.push(text) };
    await tell({ ...stores, ...parts, sender });
    // 123,000 metrics at $0.01 per thousand.
    expect(texts).toEqual([`${early.text}\n\nThe guard has cost $1.23 so far this month, limit $5.00.`]);
  });

  it("sends alerts as they are when its own bill cannot be read", async () => {
    const stores = await storesWith(early);
    const ofMonth = () => Promise.reject(new CloudCallError("dynamodb:Query", true, "Throttled"));
    const texts: string[] = [];
    const sender = { send: async ({ text }: Alert) => void texts.push(text) };
    await tell({ ...stores, usage: { ...stores.usage, ofMonth }, ...parts, sender });
    expect(texts).toEqual([early.text]);
  });
});
