/** Writes numbers and text one after the other into bytes, little endian. */
export type ByteWriter = {
  uint8(value: number): void;
  uint16(value: number): void;
  uint32(value: number): void;
  float32(value: number): void;
  float64(value: number): void;
  /** At most 65,535 bytes in UTF-8. */
  text(value: string): void;
  raw(bytes: Uint8Array): void;
  /** What was written so far. */
  bytes(): Uint8Array;
};

/** Reads them back in the same order. @throws {RangeError} past the end */
export type ByteReader = {
  uint8(): number;
  uint16(): number;
  uint32(): number;
  float32(): number;
  float64(): number;
  text(): string;
  /** A view, not a copy. */
  raw(length: number): Uint8Array;
};

const FIRST_SIZE = 65_536;

export function byteWriter(): ByteWriter {
  let buffer = new Uint8Array(FIRST_SIZE);
  let view = new DataView(buffer.buffer);
  let length = 0;
  /** The place of the next `size` bytes in a buffer that has room for them; doubling keeps the copying small. */
  const grow = (size: number): { readonly into: DataView; readonly at: number } => {
    if (length + size > buffer.length) {
      const larger = new Uint8Array(Math.max(2 * buffer.length, length + size));
      larger.set(buffer);
      buffer = larger;
      view = new DataView(buffer.buffer);
    }
    length += size;
    return { into: view, at: length - size };
  };
  const uint16 = (value: number): void => {
    const { into, at } = grow(2);
    into.setUint16(at, value, true);
  };
  const raw = (bytes: Uint8Array): void => {
    const { at } = grow(bytes.length);
    buffer.set(bytes, at);
  };
  const encoder = new TextEncoder();
  return {
    uint16,
    uint8(value) {
      const { into, at } = grow(1);
      into.setUint8(at, value);
    },
    uint32(value) {
      const { into, at } = grow(4);
      into.setUint32(at, value, true);
    },
    float32(value) {
      const { into, at } = grow(4);
      into.setFloat32(at, value, true);
    },
    float64(value) {
      const { into, at } = grow(8);
      into.setFloat64(at, value, true);
    },
    text(value) {
      const encoded = encoder.encode(value);
      uint16(encoded.length);
      raw(encoded);
    },
    raw,
    bytes: () => buffer.slice(0, length),
  };
}

export function byteReader(bytes: Uint8Array): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder();
  let position = 0;
  const step = (size: number): number => {
    position += size;
    return position - size;
  };
  const raw = (length: number): Uint8Array => {
    const from = step(length);
    if (position > bytes.length)
      throw new RangeError(`byteReader: ${length} bytes are asked for past the end`);
    return bytes.subarray(from, position);
  };
  return {
    uint8: () => view.getUint8(step(1)),
    uint16: () => view.getUint16(step(2), true),
    uint32: () => view.getUint32(step(4), true),
    float32: () => view.getFloat32(step(4), true),
    float64: () => view.getFloat64(step(8), true),
    text: () => decoder.decode(raw(view.getUint16(step(2), true))),
    raw,
  };
}
