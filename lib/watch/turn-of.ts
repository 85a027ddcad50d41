const FNV_OFFSET_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * A number that belongs to a name: always the same one, spread evenly.
 * @returns whole, 0 to 2^32 - 1
 *
 * Source: FNV-1a over UTF-16 code units, 32 bits; Fowler, Noll & Vo, IETF draft-eastlake-fnv.
 */
export function hashOf(name: string): number {
  let hash = FNV_OFFSET_BASIS;
  for (let index = 0; index < name.length; index += 1)
    hash = Math.imul(hash ^ name.charCodeAt(index), FNV_PRIME);
  return hash >>> 0;
}

/**
 * Which of `turns` turns a name has: always the same one, and about as many names in each.
 *
 * @param turns whole number >= 1
 * @returns 0 to turns - 1
 */
export const turnOf = (name: string, turns: number): number => hashOf(name) % turns;
