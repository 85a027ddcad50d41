import { replayCounts } from "../../../lib/detect/replay-counts.ts";
import { ewma } from "./peers/ewma.ts";
import { holtWinters } from "./peers/holt-winters.ts";
import { hourOfWeekMedian } from "./peers/hour-of-week-median.ts";
import { randomCutForest } from "./peers/random-cut-forest/random-cut-forest.ts";
import { seasonalHybridEsd } from "./peers/seasonal-hybrid-esd.ts";
import { skyline } from "./peers/skyline.ts";
import { staticThreeSigma } from "./peers/static-three-sigma.ts";
import { windowedGaussian } from "./peers/windowed-gaussian.ts";
import type { SeriesDetector } from "./series-detector.ts";

type NamedDetector = { readonly title: string; readonly judge: SeriesDetector };

/** By the name on the command line, in the order of the tables. A new detector is one line here. */
export const DETECTORS: Readonly<Record<string, NamedDetector>> = {
  overcurrent: { title: "overcurrent", judge: replayCounts },
  static3: { title: "static 3 sigma", judge: staticThreeSigma },
  ewma: { title: "EWMA, 3 sigma", judge: ewma },
  skyline: { title: "Skyline consensus (approximate)", judge: skyline },
  wgauss: { title: "windowed Gaussian", judge: windowedGaussian },
  hmad: { title: "hour-of-week median + MAD", judge: hourOfWeekMedian },
  shesd: { title: "S-H-ESD (approximate)", judge: seasonalHybridEsd },
  hw: { title: "Holt-Winters, Brutlag band", judge: holtWinters },
  rcf: { title: "random cut forest", judge: randomCutForest },
};
