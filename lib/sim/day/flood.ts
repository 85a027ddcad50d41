import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import { drawFactor } from "../fleet/draw.ts";
import type { FunctionSpec, Traffic } from "../spec.ts";
import { type AttackEpisode, drawMinute, memberOf, type Stage } from "./episode.ts";

const TARGET = "share-preview";
const EARLIEST_MS = 2 * HOUR_MS + 55 * MINUTE_MS;
const LASTS_MS = 2 * HOUR_MS;
/** In multiples of the target's busiest ordinary hour: a rented botnet, not a record. */
const STRENGTH = 50;
const RISE_MINUTES = 2;
/** Floods come in waves: each minute differs by up to this share. */
const WAVE = 0.15;

/** Mean arrivals per minute in the busiest hour of the day before. */
function busyPerMinute(spec: FunctionSpec, startOfDayMs: EpochMs): number {
  let busiest = 0;
  for (let hourMs = startOfDayMs - DAY_MS; hourMs < startOfDayMs; hourMs += HOUR_MS) {
    let arrivals = 0;
    for (let atMs = hourMs; atMs < hourMs + HOUR_MS; atMs += MINUTE_MS)
      for (const trigger of spec.triggers) arrivals += trigger.arrivals(atMs);
    busiest = Math.max(busiest, arrivals / (HOUR_MS / MINUTE_MS));
  }
  return busiest;
}

/** Somebody calls a public function URL, which nothing stands in front of, as fast as he can. */
export function flood(stage: Stage): AttackEpisode {
  const { seed } = stage.account;
  const beginMs = drawMinute(stage, "flood begins", stage.startOfDayMs + EARLIEST_MS, 30);
  const endMs = beginMs + LASTS_MS;
  const fullPerMinute = STRENGTH * busyPerMinute(memberOf(stage, TARGET), stage.startOfDayMs);
  const arrivals: Traffic["arrivals"] = (minuteStartMs) => {
    const minute = (minuteStartMs - beginMs) / MINUTE_MS;
    return (
      fullPerMinute * Math.min(1, (minute + 1) / RISE_MINUTES) * drawFactor(seed, `wave ${minute}`, WAVE)
    );
  };
  return {
    attack: { functionName: TARGET, cause: "flood", trigger: "function-url", beginMs, endMs },
    changes: [
      {
        kind: "extra-traffic",
        functionName: TARGET,
        trigger: 0,
        atMs: beginMs,
        untilMs: endMs,
        legitimate: false,
        arrivals,
      },
    ],
  };
}
