import type { EpochMs } from "../../lib/domain/time.ts";
import type { PlayedDay } from "../../lib/sim/day/played-day.ts";

/** One line of the timeline: something that happened to one function. */
export type Happening = {
  readonly atMs: EpochMs;
  readonly functionName: string;
  readonly tone: "attack" | "benign" | "stop" | "probe" | "restore" | "person" | "trouble";
  readonly text: string;
};

const ATTACK_WORDS = {
  flood: "flood on its public URL",
  "retry-storm": "its downstream dies: retry storm",
  "write-loop": "a deploy writes to its own bucket: loop",
};
const ATTACK_ENDS = {
  flood: "the flood stops",
  "retry-storm": "the downstream recovers",
  "write-loop": "the owner ships a fix",
};
const BENIGN_WORDS = {
  launch: "a launch triples its traffic",
  "daily-batch": "the daily batch job runs",
  "slower-version": "a deploy makes it 1.5x slower",
};

/** What the day itself brings, in the order of time. */
export function scriptedHappenings({ attacks, benign }: PlayedDay): Happening[] {
  return [
    ...attacks.flatMap(({ functionName, cause, beginMs, endMs }): Happening[] => [
      { atMs: beginMs, functionName, tone: "attack", text: `ATTACK BEGINS  ${ATTACK_WORDS[cause]}` },
      { atMs: endMs, functionName, tone: "attack", text: `attack ends    ${ATTACK_ENDS[cause]}` },
    ]),
    ...benign.map(
      ({ functionName, what, beginMs }): Happening => ({
        atMs: beginMs,
        functionName,
        tone: "benign",
        text: `harmless       ${BENIGN_WORDS[what]}`,
      }),
    ),
  ].sort((a, b) => a.atMs - b.atMs);
}
