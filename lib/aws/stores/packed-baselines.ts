import type { Baseline, SeasonalProfile, SpecialDay } from "../../domain/baseline.ts";
import { ok, type Result, refused } from "../../domain/result.ts";
import { type ByteReader, type ByteWriter, byteReader, byteWriter } from "./byte-stream.ts";
import { packLevels, unpackLevels } from "./packed-levels.ts";

/** `OCB`, so that bytes of another kind are not taken for baselines. */
const MAGIC = 0x4f4342;
/** Grows when these bytes change their order or meaning; `BASELINE_VERSION` when baselines do. */
const FORMAT_VERSION = 1;
const BASELINE_VERSION: Baseline["version"] = 2;

const HAS_NAME = 1;
const IS_SIMILAR = 2;
const IS_DRIFTING = 4;
const EVENTS_SEEN = 8;
const EVENTS_UNKNOWN = 16;

/** What the bytes are instead: too short for a header, of another kind, or of these versions. */
export type NotReadable = { readonly found: string; readonly wanted: string };

const VERSIONS = `format ${FORMAT_VERSION}, baselines ${BASELINE_VERSION}`;
const HEADER_BYTES = 10;

/**
 * Baselines as bytes: levels as `packLevels` has them, other numbers as float32, times as float64.
 *
 * A function that is called takes 760 bytes, one that also receives events 1,060, where JSON takes 12,000; compressed, some
 * 200 to 500 are left. 10,000 are decompressed and read in 0.2 s.
 */
export function packBaselines(baselines: readonly Baseline[]): Uint8Array {
  const writer = byteWriter();
  writer.uint32(MAGIC);
  writer.uint8(FORMAT_VERSION);
  writer.uint8(BASELINE_VERSION);
  writer.uint32(baselines.length);
  for (const baseline of baselines) packBaseline(writer, baseline);
  return writer.bytes();
}

/** @throws {RangeError} when bytes of the right versions end too early */
export function unpackBaselines(bytes: Uint8Array): Result<readonly Baseline[], NotReadable> {
  const reader = byteReader(bytes);
  if (bytes.length < HEADER_BYTES || reader.uint32() !== MAGIC)
    return refused({ found: "other bytes", wanted: VERSIONS });
  const found = `format ${reader.uint8()}, baselines ${reader.uint8()}`;
  if (found !== VERSIONS) return refused({ found, wanted: VERSIONS });
  return ok(Array.from({ length: reader.uint32() }, () => unpackBaseline(reader)));
}

function packBaseline(writer: ByteWriter, baseline: Baseline): void {
  const { functionName, driftingSinceMs, asyncEventsSeen } = baseline;
  writer.uint8(
    (functionName === undefined ? 0 : HAS_NAME) +
      (baseline.basis === "similar" ? IS_SIMILAR : 0) +
      (driftingSinceMs === undefined ? 0 : IS_DRIFTING) +
      (asyncEventsSeen === true ? EVENTS_SEEN : 0) +
      (asyncEventsSeen === "unknown" ? EVENTS_UNKNOWN : 0),
  );
  if (functionName !== undefined) writer.text(functionName);
  if (driftingSinceMs !== undefined) writer.float64(driftingSinceMs);
  writer.float64(baseline.learnedAtMs);
  writer.float32(baseline.historyDays);
  writer.float32(baseline.meanDurationMs);
  writer.float32(baseline.busyConcurrency);
  writer.float32(baseline.errorsPerMinute);
  packSeason(writer, baseline.invocations);
  packSeason(writer, baseline.durationMs);
  packSeason(writer, baseline.asyncEventsPerMinute);
}

/** The members are read in the order in which they are written above. */
function unpackBaseline(reader: ByteReader): Baseline {
  const flags = reader.uint8();
  const has = (flag: number): boolean => (flags & flag) !== 0;
  return {
    version: BASELINE_VERSION,
    basis: has(IS_SIMILAR) ? "similar" : "own",
    asyncEventsSeen: has(EVENTS_UNKNOWN) ? "unknown" : has(EVENTS_SEEN),
    ...(has(HAS_NAME) && { functionName: reader.text() }),
    ...(has(IS_DRIFTING) && { driftingSinceMs: reader.float64() }),
    learnedAtMs: reader.float64(),
    historyDays: reader.float32(),
    meanDurationMs: reader.float32(),
    busyConcurrency: reader.float32(),
    errorsPerMinute: reader.float32(),
    invocations: unpackSeason(reader),
    durationMs: unpackSeason(reader),
    asyncEventsPerMinute: unpackSeason(reader),
  };
}

function packSeason(writer: ByteWriter, season: SeasonalProfile): void {
  const { specialDays = [] } = season;
  writer.float32(season.overdispersion);
  writer.float32(season.relativeSpread);
  writer.float32(season.recordPerMinute);
  writer.float32(season.days);
  packLevels(writer, season.byTimeOfDay);
  packLevels(writer, season.byWeekday);
  packLevels(writer, season.ownBursts);
  writer.uint8(specialDays.length);
  for (const { day, factor, leastByHour } of specialDays) {
    writer.uint32(day);
    writer.float32(factor);
    packLevels(writer, leastByHour);
  }
}

function unpackSeason(reader: ByteReader): SeasonalProfile {
  const season = {
    overdispersion: reader.float32(),
    relativeSpread: reader.float32(),
    recordPerMinute: reader.float32(),
    days: reader.float32(),
    byTimeOfDay: unpackLevels(reader),
    byWeekday: unpackLevels(reader),
    ownBursts: unpackLevels(reader),
  };
  const specialDays = Array.from(
    { length: reader.uint8() },
    (): SpecialDay => ({
      day: reader.uint32(),
      factor: reader.float32(),
      leastByHour: unpackLevels(reader),
    }),
  );
  return specialDays.length === 0 ? season : { ...season, specialDays };
}
