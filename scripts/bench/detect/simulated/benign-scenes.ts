import { type EpochMs, HOUR_MS, MINUTE_MS, toIso } from "../../../../lib/domain/time.ts";
import { drawMinute, type Stage } from "../../../../lib/sim/day/episode.ts";
import { INVOICE_BATCH_MINUTES } from "../../../../lib/sim/fleet/invoice-batch.ts";
import { INVOICE_EXPORT_AT_MS } from "../../../../lib/sim/fleet/timer-members.ts";
import { WEEKLY_BATCH_AT_MS, WEEKLY_BATCH_MINUTES } from "./bench-account.ts";
import type { BenignSceneKind, Scene, SceneWriter } from "./scene.ts";
import { more, type Occasion, slower } from "./what-changes.ts";

const SHOP_WINDOW = "product-page-api";
const HARMLESS = { changes: [], causes: [] } as const;

export const BENIGN: Readonly<Record<BenignSceneKind, SceneWriter>> = {
  "slower-version": (stage) => {
    const beginMs = at(stage, 12, 60);
    const changes = [
      { kind: "deploy", functionName: SHOP_WINDOW, atMs: beginMs, durationFactor: 1.3 } as const,
    ];
    return { ...HARMLESS, functionName: SHOP_WINDOW, beginMs, endMs: beginMs + 3 * HOUR_MS, changes };
  },
  "daily-batch": ({ startOfDayMs }) =>
    batch("invoice-render", startOfDayMs + INVOICE_EXPORT_AT_MS, INVOICE_BATCH_MINUTES),
  "weekly-batch": ({ startOfDayMs }) =>
    batch("statement-worker", startOfDayMs + WEEKLY_BATCH_AT_MS, WEEKLY_BATCH_MINUTES),
  "announced-launch": (stage) => {
    const scene = launch(stage);
    return { ...scene, policyText: announcementOf(scene) };
  },
  launch: (stage) => launch(stage),
  "cold-starts": (stage) => {
    const beginMs = at(stage, 10, 240);
    const occasion = { functionName: SHOP_WINDOW, beginMs, endMs: beginMs + MINUTE_MS };
    return { ...HARMLESS, ...occasion, changes: [slower(stage, occasion, 8)] };
  },
  "metrics-missing": (stage) => disturbed(stage, 10, Number.POSITIVE_INFINITY),
  "metrics-late": (stage) => disturbed(stage, 30, 6 * MINUTE_MS),
  nothing: (stage) => {
    const beginMs = at(stage, 4, 600);
    return { ...HARMLESS, beginMs, endMs: beginMs + 3 * HOUR_MS };
  },
};

const at = (stage: Stage, hour: number, withinMinutes: number): EpochMs =>
  drawMinute(stage, `harmless at ${hour}`, stage.startOfDayMs + hour * HOUR_MS, withinMinutes);

/** Nothing but what the fleet does on its own. */
const batch = (functionName: string, beginMs: EpochMs, minutes: number): Scene => ({
  ...HARMLESS,
  functionName,
  beginMs,
  endMs: beginMs + minutes * MINUTE_MS,
});

/** Three times the ordinary traffic for four hours, all of it wanted. */
function launch(stage: Stage): Scene & Occasion {
  const beginMs = at(stage, 13, 120);
  const occasion = { functionName: SHOP_WINDOW, beginMs, endMs: beginMs + 4 * HOUR_MS };
  return { ...HARMLESS, ...occasion, changes: [more(stage, occasion, 3, true)] };
}

const announcementOf = ({ functionName, beginMs, endMs }: Occasion): string => `version: 1
planned:
  - name: launch
    match: { name: ${functionName} }
    from: "${toIso(beginMs)}"
    until: "${toIso(endMs)}"
    because: the new collection goes on sale
    upToTimes: 8
`;

function disturbed(stage: Stage, minutes: number, laterByMs: number): Scene {
  const fromMs = at(stage, 6, 720);
  const untilMs = fromMs + minutes * MINUTE_MS;
  return {
    ...HARMLESS,
    beginMs: fromMs,
    endMs: untilMs + HOUR_MS,
    disturbance: { fromMs, untilMs, laterByMs },
  };
}
