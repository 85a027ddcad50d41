import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { CloudCallError, ConcurrentChangeError } from "../../domain/errors.ts";
import { type Clock, SECOND_MS } from "../../domain/time.ts";
import {
  ABSENT,
  type Condition,
  deleteItem,
  expiresAfterDays,
  getItem,
  type Item,
  putItem,
  putItemIf,
  queryPartition,
  type Table,
} from "./table.ts";

/** One large value that is replaced as a whole. */
export type PackedSnapshot<T> = {
  /** `undefined`: never stored, or not renewed for `KEPT_DAYS`. */
  load(): Promise<T | undefined>;
  save(value: T): Promise<void>;
  /** Stores what `change` makes of the present value, which must be so when it is stored. @throws {ConcurrentChangeError} */
  update(change: (present: T | undefined) => T): Promise<T>;
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
/** Two inventories at once meet twice an hour at most. */
const ATTEMPTS = 5;

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

  /** The pointer as it is stored, and what it points to; an expired one points to nothing. */
  async function look(): Promise<{ readonly item: Item | undefined; readonly value: T | undefined }> {
    for (let looks = 1; looks <= LOOKS; looks += 1) {
      const item = await getItem(table, pointerKey);
      if (item === undefined || Number(item.expiresAtSeconds) * SECOND_MS <= clock())
        return { item, value: undefined };
      const pointer = pointerOf(item);
      if (known?.generation === pointer.generation) return { item, value: known.value };
      const chunks = await queryPartition(table, partitionOf(pointer.generation));
      if (chunks.length !== pointer.chunkCount) continue;
      const packed = Buffer.concat(chunks.map((chunk) => chunk.bytes as Uint8Array));
      const value = codec.unpack(await decompress(packed));
      known = { generation: pointer.generation, value };
      return { item, value };
    }
    throw new CloudCallError("dynamodb:Query", true, `SnapshotIncomplete (${name})`);
  }

  /** Under a generation of its own, to which nothing points yet. */
  async function writeChunks(value: T): Promise<Item> {
    const packed = await compress(codec.pack(value));
    const generation = randomUUID();
    const chunkCount = Math.ceil(packed.length / CHUNK_BYTES);
    const expiresAtSeconds = expiresAfterDays(clock(), KEPT_DAYS);
    for (let index = 0; index < chunkCount; index += 1) {
      const bytes = packed.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
      await putItem(table, { pk: partitionOf(generation), sk: chunkKey(index), bytes, expiresAtSeconds });
    }
    return { ...pointerKey, generation, chunkCount, expiresAtSeconds };
  }

  async function deleteChunks(item: Item): Promise<void> {
    const { generation, chunkCount } = pointerOf(item);
    for (let index = 0; index < chunkCount; index += 1)
      await deleteItem(table, { pk: partitionOf(generation), sk: chunkKey(index) });
  }

  return {
    load: async () => (await look()).value,

    save: async (value) => {
      const before = await putItem(table, await writeChunks(value));
      if (before !== undefined) await deleteChunks(before);
    },

    update: async (change) => {
      for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
        const { item, value } = await look();
        const changed = change(value);
        const pointer = await writeChunks(changed);
        if (await putItemIf(table, pointer, item === undefined ? ABSENT : stillPointingAs(item))) {
          if (item !== undefined) await deleteChunks(item);
          return changed;
        }
        await deleteChunks(pointer);
      }
      throw new ConcurrentChangeError(name);
    },
  };
}

const stillPointingAs = (item: Item): Condition => ({
  expression: "generation = :generation",
  values: { ":generation": item.generation },
});
const chunkKey = (index: number): string => String(index).padStart(4, "0");
const pointerOf = (item: Item): Pointer => ({
  generation: String(item.generation),
  chunkCount: Number(item.chunkCount),
});
