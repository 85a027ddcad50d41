/** What a guard reads a minute after a month so far of another pace. */
export type Tried = { readonly pace: number; readonly found: number };

/**
 * The pace at which a guard goes on as it has gone so far. The more it has read, the less it reads: between a pace that was too low and
 * one that was too high the line through both says where they meet, and noise in what was found does not lead out of the two.
 *
 * @param tried paid reads a minute, the first of them after a month that left nothing saved
 * @returns the best guess; before anything was tried, more than any
 */
export function steadyPace(tried: readonly Tried[]): number {
  const tooLow = tried.filter(({ pace, found }) => found > pace).at(-1);
  const tooHigh = tried.filter(({ pace, found }) => found <= pace).at(-1);
  if (tooHigh === undefined) return tooLow?.found ?? Number.POSITIVE_INFINITY;
  if (tooLow === undefined) return tooHigh.found;
  const missing = tooLow.found - tooLow.pace;
  const beyond = tooHigh.pace - tooHigh.found;
  return tooLow.pace + (missing / (missing + beyond)) * (tooHigh.pace - tooLow.pace);
}
