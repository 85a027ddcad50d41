/** What a process is told first and only. */
export type SpeedTask =
  /** Learn so many functions and store them. */
  | { readonly kind: "learn"; readonly functions: number }
  /** Load them and look at them, batch after batch. */
  | { readonly kind: "tick"; readonly functions: number; readonly batches: number; readonly ticks: number }
  /** Judge counts with a random cut forest. */
  | { readonly kind: "forest" };

export type StoredSize = { readonly bytesPerFunction: number };

export type TickFigures = {
  readonly functions: number;
  readonly batches: number;
  /** Reading and unpacking the baselines of all batches, as a fresh process has to. */
  readonly loadMs: number;
  /** The first tick of the process. */
  readonly firstMs: number;
  /** A tick over all batches: medians. */
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly datapoints: number;
  readonly anomalous: number;
  /** Of the whole process, from its start on. */
  readonly peakMiB: number;
};

/** Of one core's time. */
export type ForestFigures = { readonly pointsPerSecond: number };

/** What it says at the end. */
export type SpeedResult<Task extends SpeedTask> = Task extends { kind: "learn" }
  ? StoredSize
  : Task extends { kind: "tick" }
    ? TickFigures
    : ForestFigures;
