import { describe, expect, it } from "vitest";
import { simulatedAccount } from "../../../lib/sim/account.ts";
import type { SimulatedAccount } from "../../../lib/sim/simulated-account.ts";
import {
  accountSpec,
  type Change,
  type FunctionSpec,
  functionSpec,
  sqsTrigger,
} from "../../../lib/sim/spec.ts";
import { atMinute, minutesOf, START_MS, steady, sumOf } from "./worlds.ts";

const orderApi = functionSpec({
  functionName: "order-api",
  errorRatio: 0,
  triggers: [{ kind: "function-url", access: "public", ...steady(60) }],
});
const mailer = functionSpec({
  functionName: "mailer",
  errorRatio: 0,
  triggers: [sqsTrigger({ queueName: "mails", batchSize: 1, ...steady(0) })],
});
const toMailer = { toFunction: "mailer", toTrigger: 0 } as const;

function chain(sender: Partial<FunctionSpec>, changes: readonly Change[] = []): SimulatedAccount {
  const account = simulatedAccount(
    accountSpec({ startMs: START_MS, functions: [{ ...orderApi, ...sender }, mailer] }),
  );
  account.schedule(changes);
  return account;
}

const runsOf = (account: SimulatedAccount, functionName: string): number =>
  sumOf(minutesOf(account, "Invocations", "Sum", { FunctionName: functionName }));

describe("a function that sends to another", () => {
  it("puts so many events there per successful run", () => {
    const account = chain({ sends: [{ ...toMailer, eventsPerRun: 2 }] });
    account.advanceTo(atMinute(32));
    // 60 runs a minute, two messages of each; the last minutes are not visible yet.
    expect(account.fates("mailer").legitimate.arrived).toBeGreaterThanOrEqual(2 * 60 * 31);
    expect(account.fates("mailer").legitimate.arrived).toBeLessThanOrEqual(2 * 60 * 32);
    expect(runsOf(account, "mailer")).toBeGreaterThan(2 * 60 * 28);
  });

  it("sends nothing where its run failed", () => {
    const account = chain({ errorRatio: 1, sends: [{ ...toMailer, eventsPerRun: 2 }] });
    account.advanceTo(atMinute(10));
    expect(account.fates("mailer").legitimate.arrived).toBe(0);
  });

  it("hands an attack on as an attack, by its share of what ran", () => {
    const flood: Change = {
      kind: "extra-traffic",
      functionName: "order-api",
      trigger: 0,
      legitimate: false,
      atMs: START_MS,
      untilMs: atMinute(60),
      ...steady(540),
    };
    const account = chain({ sends: [{ ...toMailer, eventsPerRun: 1 }] }, [flood]);
    account.advanceTo(atMinute(60));
    const { legitimate, illegitimate } = account.fates("mailer");
    expect(legitimate.arrived / (legitimate.arrived + illegitimate.arrived)).toBeCloseTo(60 / 600, 2);
  });

  it("floods the other when a version fans out, until a good one is deployed", () => {
    const account = chain({ sends: [{ ...toMailer, eventsPerRun: 1 }] }, [
      { kind: "fan-out", functionName: "order-api", atMs: atMinute(10), ...toMailer, eventsPerRun: 30 },
      { kind: "fix", functionName: "order-api", atMs: atMinute(20) },
    ]);
    account.advanceTo(atMinute(10));
    expect(account.fates("mailer").illegitimate.arrived).toBe(0);
    account.advanceTo(atMinute(40));
    expect(account.fates("mailer").illegitimate.arrived).toBe(10 * 60 * 30);
    expect(account.fates("mailer").legitimate.arrived).toBeGreaterThan(60 * 39);
  });

  it("is in a loop with one that sends back, which AWS's own detection does not see", () => {
    const back = { toFunction: "order-worker", toTrigger: 0 } as const;
    const worker = functionSpec({
      functionName: "order-worker",
      errorRatio: 0,
      triggers: [sqsTrigger({ queueName: "orders", batchSize: 1, ...steady(1) })],
    });
    const account = simulatedAccount(accountSpec({ startMs: START_MS, functions: [worker, mailer] }));
    account.schedule([
      { kind: "fan-out", functionName: "order-worker", atMs: START_MS, ...toMailer, eventsPerRun: 1 },
      { kind: "fan-out", functionName: "mailer", atMs: START_MS, ...back, eventsPerRun: 1 },
    ]);
    account.advanceTo(atMinute(30));
    // Thirty messages that go round and round; without the loop there would be thirty runs.
    expect(runsOf(account, "order-worker")).toBeGreaterThan(400);
    expect(sumOf(minutesOf(account, "RecursiveInvocationsDropped", "Sum", { FunctionName: "mailer" }))).toBe(
      0,
    );
  });

  it("must name a trigger that exists", () => {
    expect(() => chain({ sends: [{ toFunction: "mailer", toTrigger: 1, eventsPerRun: 1 }] })).toThrow(
      "mailer has no trigger 1",
    );
    expect(() =>
      chain({}, [
        {
          kind: "fan-out",
          functionName: "order-api",
          atMs: START_MS,
          toFunction: "nobody",
          toTrigger: 0,
          eventsPerRun: 1,
        },
      ]),
    ).toThrow("no function nobody");
  });
});
