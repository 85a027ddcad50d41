import { describe, expect, it } from "vitest";
import { tell } from "../../../lib/app/tell.ts";
import type { Alert } from "../../../lib/domain/alert.ts";
import { CloudCallError } from "../../../lib/domain/errors.ts";
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

async function outboxWith(...alerts: Alert[]) {
  const { outbox } = memoryStores();
  for (const alert of alerts) await outbox.put(alert);
  return outbox;
}

const clock = () => NOW_MS;
const early = sampleAlert({ alertId: "early", createdAtMs: NOW_MS - 2 });
const late = sampleAlert({ alertId: "late", createdAtMs: NOW_MS - 1 });

describe("tell", () => {
  it("sends what waits, oldest first, and sends it once", async () => {
    const outbox = await outboxWith(late, early);
    const sender = mailbox();
    expect(await tell({ clock, outbox, sender, log: silentLog() })).toEqual({ sent: 2, waiting: 0 });
    expect(await tell({ clock, outbox, sender, log: silentLog() })).toEqual({ sent: 0, waiting: 0 });
    expect(sender.received).toEqual(["early", "late"]);
  });

  it("does not let one alert that cannot be sent hold up the others, and keeps it for the next round", async () => {
    const outbox = await outboxWith(early, late);
    const refusing = mailbox(({ alertId }) => alertId === "early");
    expect(await tell({ clock, outbox, sender: refusing, log: silentLog() })).toEqual({
      sent: 1,
      waiting: 1,
    });
    const sender = mailbox();
    await tell({ clock, outbox, sender, log: silentLog() });
    expect(sender.received).toEqual(["early"]);
  });

  it("sends an alert again when the run was cut off before it was marked: late is better than never", async () => {
    const outbox = await outboxWith(early);
    const sender = mailbox();
    const cutOff = { ...outbox, markSent: async () => Promise.reject(new Error("cut off")) };
    await expect(tell({ clock, outbox: cutOff, sender, log: silentLog() })).rejects.toThrow("cut off");
    await tell({ clock, outbox, sender, log: silentLog() });
    expect(sender.received).toEqual(["early", "early"]);
  });
});
