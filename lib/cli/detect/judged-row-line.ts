import type { JudgedRow } from "../../app/judge-counts.ts";
import { toIso } from "../../domain/time.ts";

/** One line of JSON: `{"timestamp":"...","value":12,"score":0.31,"anomalous":false}`. */
export const judgedRowLine = ({ atMs, value, score, anomalous }: JudgedRow): string =>
  JSON.stringify({ timestamp: toIso(atMs), value, score: Number(score.toFixed(6)), anomalous });
