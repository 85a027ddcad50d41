import type { ByteReader, ByteWriter } from "./byte-stream.ts";

/*
 * Levels beside their highest one: a byte each, on a logarithmic scale. What a baseline compares is ratios, so the same
 * relative error at night and at noon is what matters.
 */

/** Levels below a thousandth of the highest one are not told apart. */
const OCTAVES = 10;
const STEPS = 254;
/** Byte 0 is nothing at all, byte 255 the highest level. */
const FACTORS = Float64Array.from({ length: 256 }, (_, byte) =>
  byte === 0 ? 0 : 2 ** (((byte - 255) * OCTAVES) / STEPS),
);

/** Relative error of a level of at least a thousandth of the highest: half a step. */
export const LEVEL_ERROR = 2 ** (OCTAVES / STEPS / 2) - 1;

/**
 * @param levels finite numbers, 0 or more, at most 65,535 of them; one byte each, none where all are 0
 */
export function packLevels(writer: ByteWriter, levels: readonly number[]): void {
  // As it will be read, or the highest level would not be its own byte.
  const highest = Math.fround(levels.reduce((most, level) => Math.max(most, level), 0));
  writer.uint16(levels.length);
  writer.float32(highest);
  if (highest === 0) return;
  writer.raw(Uint8Array.from(levels, (level) => byteOf(level / highest)));
}

export function unpackLevels(reader: ByteReader): readonly number[] {
  const length = reader.uint16();
  const highest = reader.float32();
  const levels = new Array<number>(length).fill(0);
  if (highest === 0) return levels;
  const bytes = reader.raw(length);
  // A tick reads millions of these when a process starts; an index loop takes a third of what a mapping does.
  for (let index = 0; index < length; index += 1) levels[index] = highest * (FACTORS[bytes[index] ?? 0] ?? 0);
  return levels;
}

/** A level is nothing only where it is nothing, or far below the scale. */
function byteOf(ratio: number): number {
  if (ratio <= (FACTORS[1] ?? 0) / 2) return 0;
  return Math.max(1, Math.min(255, 255 + Math.round((Math.log2(ratio) * STEPS) / OCTAVES)));
}
