import { describe, expect, it } from "vitest";
import { tell } from "../../../lib/app/tell.ts";
import type { Alert } from "../../../lib/domain/alert.ts";
import { CloudCallError } from "../../../lib/domain/errors.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { memoryStores } from "../../../lib/sim/memory/memory-stores.ts";
import { NOW_MS, sampleAlert } from "../../contract/samples.ts";
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
});
