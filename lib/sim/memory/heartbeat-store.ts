import type { GuardPart } from "../../domain/guard-usage.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { HeartbeatStore } from "../../ports/heartbeats.ts";

export function memoryHeartbeatStore(): HeartbeatStore {
  const beats = new Map<GuardPart, EpochMs>();
  return {
    beat: async (part, atMs) => void beats.set(part, Math.max(atMs, beats.get(part) ?? atMs)),
    list: async () => Object.fromEntries(beats),
  };
}
