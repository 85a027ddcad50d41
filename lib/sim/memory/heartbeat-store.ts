import type { GuardHealth } from "../../domain/guard-health.ts";
import type { GuardPart } from "../../domain/guard-usage.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { GuardHealthStore, HeartbeatStore } from "../../ports/heartbeats.ts";

export function memoryHeartbeatStore(): HeartbeatStore {
  const beats = new Map<GuardPart, EpochMs>();
  return {
    beat: async (part, atMs) => {
      const before = beats.get(part);
      beats.set(part, atMs);
      return before;
    },
    list: async () => Object.fromEntries(beats),
  };
}

export function memoryGuardHealthStore(): GuardHealthStore {
  let stored: GuardHealth | undefined;
  return {
    load: async () => stored,
    save: async (health) => {
      stored = health;
    },
  };
}
