/**
 * Whether `name` as a whole matches `pattern`; `*` is any run of characters (also none), `?` is exactly one, everything
 * else is itself, case counts.
 *
 * Walks both texts once and goes back only to the last `*`: O(pattern x name) at worst, where the same
 * pattern as a regular expression could take exponential time.
 *
 * @example
 * globMatches("orders-*-v?", "orders-eu-v2"); // true
 */
export function globMatches(pattern: string, name: string): boolean {
  let patternAt = 0;
  let nameAt = 0;
  let starAt = -1;
  let retryFrom = 0;
  while (nameAt < name.length) {
    if (pattern[patternAt] === "*") {
      starAt = patternAt++;
      retryFrom = nameAt;
    } else if (pattern[patternAt] === "?" || pattern[patternAt] === name[nameAt]) {
      patternAt++;
      nameAt++;
    } else if (starAt >= 0) {
      patternAt = starAt + 1;
      nameAt = ++retryFrom;
    } else return false;
  }
  while (pattern[patternAt] === "*") patternAt++;
  return patternAt === pattern.length;
}
