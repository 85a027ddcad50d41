import { describe, expect, it } from "vitest";
import { withHeartbeat } from "../../../lib/app/heartbeat.ts";
import { CloudCallError } from "../../../lib/domain/errors.ts";
import type { HeartbeatStore } from "../../../lib/ports/heartbeats.ts";
import { memoryHeartbeatStore } from "../../../lib/sim/memory/heartbeat-store.ts";
import { NOW_MS } from "../../support/builders.ts";
import { silentLog } from "../../support/silent-log.ts";

const deps = (heartbeats: HeartbeatStore = memoryHeartbeatStore()) => ({
  clock: () => NOW_MS,
  heartbeats,
  log: silentLog(),
});

describe("a heartbeat", () => {
  it("is left by a run that came to a good end, whose report is handed on", async () => {
    const parts = deps();
    expect(await withHeartbeat(parts, "learn", async () => "learned")).toBe("learned");
    expect(await parts.heartbeats.list()).toEqual({ learn: NOW_MS });
  });

  it("is not left by a run that threw, nor by one that did not do its work", async () => {
    const parts = deps();
    const crash = withHeartbeat(parts, "learn", async () => {
      throw new Error("a fault");
    });
    await expect(crash).rejects.toThrow("a fault");
    await withHeartbeat(
      parts,
      "probe",
      async () => [],
      (steps) => steps.length > 0,
    );
    expect(await parts.heartbeats.list()).toEqual({});
  });

  it("does not undo a run when it cannot be written, and says so", async () => {
    const broken: HeartbeatStore = {
      beat: async () => {
        throw new CloudCallError("dynamodb:PutItem", true, "ThrottlingException");
      },
      list: async () => ({}),
    };
    const parts = deps(broken);
    expect(await withHeartbeat(parts, "inventory", async () => 37)).toBe(37);
    expect(parts.log.lines).toMatchObject([{ level: "warn", fields: { reason: "ThrottlingException" } }]);
  });
});
