import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { CloudCallError } from "../../domain/errors.ts";
import { type Clock, SECOND_MS } from "../../domain/time.ts";
import {
  deleteItem,
  expiresAfterDays,
  getItem,
  type Item,
  putItem,
  queryPartition,
  type Table,
} from "./table.ts";

/** One large value that is replaced as a whole. */
export type PackedSnapshot<T> = {
  /** `undefined`: never stored, or not renewed for `KEPT_DAYS`. */
  load(): Promise<T | undefined>;
  save(value: T): Promise<void>;
};

/** How the value becomes bytes, before they are compressed. */
export type Codec<T> = { readonly pack: (value: T) => Uint8Array; readonly unpack: (bytes: Uint8Array) => T };

export const jsonCodec = <T>(): Codec<T> => ({
  pack: (value) => Buffer.from(JSON.stringify(value), "utf8"),
  unpack: (bytes) => JSON.parse(Buffer.from(bytes).toString("utf8")),
});

/** Below DynamoDB's limit of 400 KB for an item, keys and names included. */
const CHUNK_BYTES = 300_000;
/** Both uses are renewed hourly or nightly; the end date removes what a crash between two writes left behind. */
const KEPT_DAYS = 90;
/** A reader that met a writer finds the new generation at its second look. */
const LOOKS = 3;

const compress = promisify(gzip);
const decompress = promisify(gunzip);

type Pointer = { readonly generation: string; readonly chunkCount: number };

/**
 * Compressed, in chunks under a fresh generation; then one pointer turns from the old generation to the new one,
 * and the old chunks go. So a reader sees one whole generation, whatever crashed when. A generation never changes, which
 * makes it safe to keep the last one read: an unchanged snapshot costs one small read.
 */
export function packedSnapshot<T>(
  table: Table,
  name: string,
  clock: Clock,
  codec: Codec<T>,
): PackedSnapshot<T> {
  const pointerKey = { pk: `SNAPSHOT#${name}`, sk: "CURRENT" };
  const partitionOf = (generation: string) => `SNAPSHOT#${name}#${generation}`;
  let known: { readonly generation: string; readonly value: T } | undefined;

  const readPointer = async (): Promise<Pointer | undefined> => {
    const item = await getItem(table, pointerKey);
    if (item === undefined || Number(item.expiresAtSeconds) * SECOND_MS <= clock()) return undefined;
    return pointerOf(item);
  };

  return {
    load: async () => {
      for (let look = 1; look <= LOOKS; look += 1) {
        const pointer = await readPointer();
        if (pointer === undefined) return undefined;
        if (known?.generation === pointer.generation) return known.value;
        const chunks = await queryPartition(table, partitionOf(pointer.generation));
        if (chunks.length !== pointer.chunkCount) continue;
        const packed = Buffer.concat(chunks.map((chunk) => chunk.bytes as Uint8Array));
        const value = codec.unpack(await decompress(packed));
        known = { generation: pointer.generation, value };
        return value;
      }
      throw new CloudCallError("dynamodb:Query", true, `SnapshotIncomplete (${name})`);
    },

    save: async (value) => {
      const packed = await compress(codec.pack(value));
      const generation = randomUUID();
      const chunkCount = Math.ceil(packed.length / CHUNK_BYTES);
      const expiresAtSeconds = expiresAfterDays(clock(), KEPT_DAYS);
      for (let index = 0; index < chunkCount; index += 1) {
        const bytes = packed.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
        await putItem(table, { pk: partitionOf(generation), sk: chunkKey(index), bytes, expiresAtSeconds });
      }
      const before = await putItem(table, { ...pointerKey, generation, chunkCount, expiresAtSeconds });
      if (before === undefined) return;
      const old = pointerOf(before);
      for (let index = 0; index < old.chunkCount; index += 1)
        await deleteItem(table, { pk: partitionOf(old.generation), sk: chunkKey(index) });
    },
  };
}

const chunkKey = (index: number): string => String(index).padStart(4, "0");
const pointerOf = (item: Item): Pointer => ({
  generation: String(item.generation),
  chunkCount: Number(item.chunkCount),
});
