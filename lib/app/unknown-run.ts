import { isReplica } from "../domain/active-functions.ts";
import type { Catalogue } from "../domain/function-profile.ts";
import { type EpochMs, floorToMinute, HOUR_MS, MINUTE_MS } from "../domain/time.ts";
import type { MetricReader } from "../ports/metrics.ts";
import { readEach } from "./read-each.ts";

type UnknownInput = {
  readonly metrics: MetricReader;
  readonly catalogue: Catalogue;
  readonly nowMs: EpochMs;
  readonly untilMs: EpochMs;
};

/** Each is one free request; of more names the next ones have their turn with the next list. */
const MOST_READ = 20;
const MOST_HOURS = 3;

/**
 * Whether one of these names, which the inventory does not know, ran since the inventory was taken. A function that was deleted stays
 * in CloudWatch's list for hours, but it ran before the inventory that misses it; so a deletion never asks for another one.
 */
export async function hasUnknownRun(
  { metrics, catalogue, nowMs, untilMs }: UnknownInput,
  unknown: readonly string[],
): Promise<boolean> {
  const endMs = floorToMinute(nowMs);
  const takenMs = floorToMinute(catalogue.takenAtMs) + MINUTE_MS;
  const startMs = Math.max(takenMs, endMs - MOST_HOURS * HOUR_MS);
  const names = inTurn(unknown.filter((name) => !isReplica(name)).sort(), nowMs);
  if (startMs >= endMs || names.length === 0) return false;
  const answers = await readEach(
    metrics,
    names.map((functionName) => ({ functionName, measurements: ["invocations"] })),
    { startMs, endMs, periodSeconds: 60 },
    { through: "free", untilMs },
  );
  return [...answers.values()].some(
    (window) => typeof window === "object" && (window.series.invocations ?? []).some((runs) => runs > 0),
  );
}

function inTurn(names: readonly string[], nowMs: EpochMs): readonly string[] {
  const parts = Math.ceil(names.length / MOST_READ);
  const from = (Math.floor(nowMs / MINUTE_MS) % Math.max(1, parts)) * MOST_READ;
  return names.slice(from, from + MOST_READ);
}
