import { describe, expect, it } from "vitest";
import { operatorCommands } from "../../lib/app/operator-commands.ts";
import { CommandError } from "../../lib/cli/command-error.ts";
import type { Brake, BreakerState } from "../../lib/domain/breaker.ts";
import { GUARD } from "../../lib/domain/operator.ts";
import { refusalWords } from "../../lib/domain/refusal-words.ts";
import type { Setting, SettingValue } from "../../lib/domain/setting.ts";
import { HOUR_MS, MINUTE_MS } from "../../lib/domain/time.ts";
import { memoryStores } from "../../lib/sim/memory/memory-stores.ts";
import { removeGuard } from "../../scripts/remove-guard.ts";
import { NOW_MS } from "../support/builders.ts";
import { ALICE, aBrake, stage } from "../support/builders-actuate.ts";
import {
  aMapping,
  CONCURRENCY,
  type FakeControl,
  fakeControl,
  reserved,
  source,
} from "../support/fake-control.ts";

const PIPE: Setting = { kind: "pipe", functionName: "checkout", pipeName: "paid-orders" };
const pipe = (running: boolean): SettingValue => ({ kind: "pipe", running });

/** What the owner had set before the trip. */
const BEFORE: readonly (readonly [Setting, SettingValue])[] = [
  [CONCURRENCY, reserved("unreserved")],
  [aMapping(), source(true, 5)],
  [PIPE, pipe(true)],
];

/** Brakes of a function that a person calls and that a queue and a pipe feed, with what each is set to now. */
const brakesAt = (...wanted: readonly [SettingValue, SettingValue, SettingValue]): readonly Brake[] =>
  BEFORE.map(([setting, prior], index) => {
    const present = wanted[index] ?? prior;
    return aBrake({
      setting,
      prior,
      wanted: present,
      tripped: present,
      allowances: [prior],
      ours: [present],
    });
  });

const STOPPED = brakesAt(reserved(0), source(false, 5), pipe(false));
const TRICKLE = brakesAt(reserved(17), source(true, 2), pipe(true));
const CAPPED = brakesAt(reserved(17), source(true, 5), pipe(true)).slice(0, 1);
const BEING_RESTORED = STOPPED.map((brake) => ({ ...brake, wanted: brake.prior }));

const common = {
  sinceMs: NOW_MS - HOUR_MS,
  startedAtMs: NOW_MS - HOUR_MS,
  expiresAtMs: NOW_MS + HOUR_MS,
  reason: "a flood",
};
const byGuard = { ...common, by: GUARD };
const tripped = { ...byGuard, kind: "tripped", attempt: 0, probeAtMs: NOW_MS } as const;
const probing: BreakerState = {
  ...byGuard,
  kind: "probing",
  grade: "full",
  attempt: 0,
  stage: 0,
  probedSinceMs: NOW_MS,
  judgeAtMs: NOW_MS + MINUTE_MS,
  brakes: TRICKLE,
};

/** What is set at a breaker's brakes; the other settings are as before. */
const presently = (brakes: readonly Brake[]): readonly (readonly [Setting, SettingValue])[] => [
  ...BEFORE,
  ...brakes.map(({ setting, wanted }) => [setting, wanted] as const),
];

/** What the guard's own actuate, asked by the removal, makes of an account in which `state` was reached. */
async function removalFrom(state: BreakerState, control: FakeControl) {
  const world = await stage({ control });
  await world.deps.breakers.save({ functionName: "checkout", version: 0, state });
  const commands = operatorCommands({
    ...world.deps,
    outbox: memoryStores().outbox,
    actuator: { ask: world.ask },
  });
  const seen = { stack: "standing", watching: true, said: [] as string[] };
  const exitCode = await removeGuard({
    places: [
      {
        api: {
          status: commands.status,
          order: async (request) => {
            const outcome = await commands.order({ ...request, by: ALICE });
            if (outcome.ok) return outcome.value;
            throw new CommandError(outcome.error.kind, refusalWords(outcome.error), "");
          },
        },
      },
    ],
    watch: {
      stop: async () => {
        seen.watching = false;
      },
      goOn: async () => {
        seen.watching = true;
      },
    },
    removeStack: () => {
      seen.stack = "removed";
      return 0;
    },
    pause: async (ms) => {
      world.nowMs += ms;
      control.finishTransitions();
    },
    say: (text) => void seen.said.push(text),
  });
  return { ...seen, exitCode };
}

const settingsOf = (control: FakeControl) => BEFORE.map(([setting]) => [setting, control.value(setting)]);

describe("removing the guard puts everything back that it limits", () => {
  it.each<[string, BreakerState, readonly Brake[]]>([
    ["capped", { ...tripped, grade: "cap", brakes: CAPPED }, CAPPED],
    ["stopped, with its queue and its pipe", { ...tripped, grade: "full", brakes: STOPPED }, STOPPED],
    ["in a trickle", { ...tripped, grade: "trickle", brakes: TRICKLE }, TRICKLE],
    ["in the middle of a probe", probing, TRICKLE],
    ["killed by hand", { ...common, kind: "held", by: ALICE, brakes: STOPPED }, STOPPED],
    [
      "left by a restore that was cut off",
      { ...byGuard, kind: "restoring", brakes: BEING_RESTORED },
      STOPPED,
    ],
    [
      "being put back for an exemption",
      {
        ...common,
        kind: "restoring",
        by: ALICE,
        thenOffUntilMs: NOW_MS + 24 * HOUR_MS,
        brakes: BEING_RESTORED,
      },
      STOPPED,
    ],
  ])("when a function is %s", async (_, state, present) => {
    const control = fakeControl(presently(present), { slowMappings: true });
    const { stack, exitCode } = await removalFrom(state, control);
    expect({ stack, exitCode }).toEqual({ stack: "removed", exitCode: 0 });
    expect(settingsOf(control)).toEqual(BEFORE);
  });

  it("and has nothing to put back where a person only keeps the guard off", async () => {
    const control = fakeControl(BEFORE);
    const exempted: BreakerState = { ...common, kind: "held", by: ALICE, brakes: [] };
    const { stack, said } = await removalFrom(exempted, control);
    expect(stack).toBe("removed");
    expect(said.join()).not.toContain("Restoring");
    expect(control.trail).toEqual([]);
  });
});

describe("removing the guard refuses, and lets it go on,", () => {
  const stopped: BreakerState = { ...tripped, grade: "full", brakes: STOPPED };

  it("while somebody else's value stands where the guard had limited", async () => {
    const control = fakeControl(presently(STOPPED));
    control.setByHand(CONCURRENCY, reserved(50));
    const { said, ...rest } = await removalFrom(stopped, control);
    expect(rest).toEqual({ stack: "standing", watching: true, exitCode: 1 });
    expect(control.value(CONCURRENCY)).toEqual(reserved(50));
    expect(said.at(-1)).toContain("Still limited by the guard: checkout (restoring)");
    expect(said.at(-1)).toContain("overcurrent restore FUNCTION --force");
  });

  it("while AWS does not take the prior value back", async () => {
    const control = fakeControl(presently(STOPPED));
    control.rejectWrites((setting) => (setting.kind === "pipe" ? "the pipe is being updated" : undefined));
    const { said, ...rest } = await removalFrom(stopped, control);
    expect(rest).toEqual({ stack: "standing", watching: true, exitCode: 1 });
    expect(said.join("\n")).toContain("the pipe is being updated");
  });
});
