import { HOUR_MS, MINUTE_MS } from "../../../../lib/domain/time.ts";
import { drawMinute, type Stage } from "../../../../lib/sim/day/episode.ts";
import type { AttackSceneKind, Scene, SceneWriter } from "./scene.ts";
import { extra, failing, feedingItself, more, type Occasion, slower } from "./what-changes.ts";

const USUAL_MINUTES = 60;

/** Begins at a drawn minute of the hours from `fromHour` up to `untilHour` of the day. */
function occasionOf(
  stage: Stage,
  functionName: string,
  [fromHour, untilHour]: readonly [number, number],
  minutes = USUAL_MINUTES,
): Occasion {
  const within = (untilHour - fromHour) * 60 - 1;
  const beginMs = drawMinute(
    stage,
    `${functionName} at ${fromHour}`,
    stage.startOfDayMs + fromHour * HOUR_MS,
    within,
  );
  return { functionName, beginMs, endMs: beginMs + minutes * MINUTE_MS };
}

/** The timeout comes before the answer. */
const WAITING = { medianMs: 17_000, p95Ms: 20_000 };

/** All cost at least $0.25 an hour more than usual, the default from which on an alert is worth it. */
export const ATTACKS: Readonly<Record<AttackSceneKind, SceneWriter>> = {
  "slower-3x": (stage) => {
    const occasion = occasionOf(stage, "product-page-api", [8, 16]);
    return { ...occasion, changes: [slower(stage, occasion, 3)], causes: ["duration-blow-up"] };
  },
  "slower-10x": (stage) => {
    const occasion = occasionOf(stage, "share-preview", [10, 20]);
    return { ...occasion, changes: [slower(stage, occasion, 10)], causes: ["duration-blow-up"] };
  },
  "bad-deploy": (stage) => {
    const occasion = occasionOf(stage, "product-page-api", [9, 17]);
    const { functionName, beginMs, endMs } = occasion;
    return {
      ...occasion,
      changes: [
        { kind: "deploy", functionName, atMs: beginMs, durationFactor: 6 },
        { kind: "fix", functionName, atMs: endMs },
      ],
      causes: ["deploy-regression"],
    };
  },
  "dear-calls": (stage) => {
    const occasion = occasionOf(stage, "product-page-api", [0, 8]);
    return {
      ...occasion,
      changes: [more(stage, occasion, 3), slower(stage, occasion, 4)],
      causes: ["flood", "duration-blow-up"],
    };
  },
  "long-runs": (stage) => {
    const occasion = occasionOf(stage, "data-export-worker", [1, 20]);
    return { ...occasion, changes: [extra(occasion, () => 40)], causes: ["awakened", "flood"] };
  },
  "failing-queue": (stage) => {
    const occasion = occasionOf(stage, "shipment-sync", [6, 18]);
    return { ...occasion, changes: [failing(occasion, WAITING)], causes: ["retry-storm"] };
  },
  "failing-events": (stage) => {
    const occasion = occasionOf(stage, "thumbnail-maker", [8, 18]);
    return { ...occasion, changes: [failing(occasion, WAITING)], causes: ["retry-storm"] };
  },
  "loop-bucket": (stage) => {
    const occasion = occasionOf(stage, "thumbnail-maker", [12, 20]);
    return { ...occasion, changes: feedingItself(occasion), causes: ["loop"] };
  },
  "loop-queue": (stage) => {
    const occasion = occasionOf(stage, "shipment-sync", [12, 20]);
    return { ...occasion, changes: feedingItself(occasion), causes: ["loop"] };
  },
  "flood-50x": (stage) => flood(stage, occasionOf(stage, "share-preview", [1, 20]), 50),
  "flood-10x": (stage) => flood(stage, occasionOf(stage, "product-page-api", [1, 20]), 10),
  awakened: (stage) => {
    const occasion = occasionOf(stage, "gdpr-export-api", [1, 20]);
    return { ...occasion, changes: [extra(occasion, () => 40)], causes: ["awakened"] };
  },
  leech: (stage) => {
    const occasion = occasionOf(stage, "product-page-api", [6, 14], 480);
    return { ...occasion, changes: [more(stage, occasion, 2.2)], causes: ["leech"] };
  },
};

const flood = (stage: Stage, occasion: Occasion, times: number): Scene => ({
  ...occasion,
  changes: [more(stage, occasion, times)],
  causes: ["flood"],
});
