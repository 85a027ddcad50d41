import type { ActuationOutcome, ActuationRequest, Refusal } from "../../lib/domain/actuation.ts";
import { brakesOf } from "../../lib/domain/breaker.ts";
import type { Result } from "../../lib/domain/result.ts";
import { describeValue } from "../../lib/domain/setting.ts";
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

/** What one run of `actuate` did, or nothing for a run that only looked. */
export function actuationHappening(
  request: ActuationRequest,
  outcome: Result<ActuationOutcome, Refusal>,
  atMs: EpochMs,
): Happening | undefined {
  const { functionName } = request;
  if (!outcome.ok) {
    if (outcome.error.kind === "busy" || outcome.error.kind === "nothing-to-do") return undefined;
    return {
      atMs,
      functionName,
      tone: "trouble",
      text: `refused        ${request.kind}: ${outcome.error.kind}`,
    };
  }
  const { state } = outcome.value;
  const brakes = brakesOf(state);
  const now = brakes.map(({ wanted }) => describeValue(wanted)).join(", ");
  const before = brakes.map(({ prior }) => describeValue(prior)).join(", ");
  switch (request.kind) {
    case "trip":
      return { atMs, functionName, tone: "stop", text: `STOPPED        ${now} (before: ${before})` };
    case "retrip":
      return { atMs, functionName, tone: "stop", text: `stopped again  ${now}: still burning` };
    case "probe":
      return { atMs, functionName, tone: "probe", text: `probing        ${now}` };
    case "restore":
      return { atMs, functionName, tone: "restore", text: restored(outcome.value) };
    case "converge":
      // An armed breaker that is not recovering was armed before; only its recovery has ended.
      return state.kind === "armed" && state.recoveringUntilMs !== undefined
        ? { atMs, functionName, tone: "restore", text: restored(outcome.value) }
        : undefined;
    case "operator-kill":
      return { atMs, functionName, tone: "person", text: `KILLED BY HAND ${now} (before: ${before})` };
    case "operator-restore":
      return { atMs, functionName, tone: "person", text: `restored by hand` };
    case "operator-hold":
    case "operator-release":
      return {
        atMs,
        functionName,
        tone: "person",
        text: `${request.kind.slice("operator-".length)} by hand`,
      };
  }
}

const restored = ({ state }: ActuationOutcome): string =>
  state.kind === "armed" ? "RESTORED       exactly as it was" : "restoring      waiting for AWS to finish";
