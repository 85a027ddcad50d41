import { describe, expect, it } from "vitest";
import type { Attack } from "../../../lib/brake/grade.ts";
import type { Cause } from "../../../lib/domain/anomaly.ts";
import { aBucket, aFunctionUrl, aQueue } from "../../support/builders.ts";
import { choose, SMALL } from "./choosing.ts";

/** A busy minute of the function needs 4 executions at once, which cost $0.80 an hour here. */
const anAttack = (changes: Partial<Attack> = {}): Attack => ({
  cause: "flood",
  expectedUsdPerHour: 0.1,
  affordableUsdPerHour: 1.25,
  mostUsdPerHour: (executions) => executions * 0.2,
  ...changes,
});
const underAttack = (changes: Partial<Attack> = {}) => choose({}, {}, { attack: anAttack(changes) });

describe("the grade of a brake", () => {
  it.each<Cause>(["flood", "leech", "awakened", "unknown", "batch"])(
    "is a cap for callers who wait in a %s, so that rightful ones get through",
    (cause) => {
      const choice = underAttack({ cause });
      expect(choice).toMatchObject({ kind: "brake", grade: "cap" });
      expect(choice.reason).toBe(
        "4 executions at a time, as in a busy minute, so that rightful callers still get through; further ones are refused with 429; that can cost at most $0.70 an hour more than expected; nothing waits, so nothing is lost",
      );
    },
  );

  it.each<[Cause, string]>([
    ["loop", "feeds itself"],
    ["retry-storm", "feeds itself"],
    ["duration-blow-up", "runs that last too long"],
    ["deploy-regression", "runs of a bad version"],
  ])("is full at once for a %s, which a cap does not end", (cause, why) => {
    expect(underAttack({ cause })).toMatchObject({ kind: "brake", grade: "full" });
    expect(underAttack({ cause }).reason).toContain(why);
  });

  it("is a lower cap when the need itself could cost what the guard acts on", () => {
    expect(underAttack({ affordableUsdPerHour: 0.71 })).toMatchObject({
      changes: [{ cap: { reserved: 4 } }],
    });
    const choice = underAttack({ affordableUsdPerHour: 0.7 });
    expect(choice).toMatchObject({ grade: "cap", changes: [{ cap: { reserved: 3 } }] });
    expect(choice.reason).toContain("3 executions at a time, of the 4 of a busy minute");
  });

  it("is full when even two executions could cost what the guard acts on", () => {
    const choice = underAttack({ affordableUsdPerHour: 0.3 });
    expect(choice).toMatchObject({ grade: "full" });
    expect(choice.reason).toContain(
      "a cap at 2 executions could still cost $0.30 an hour more than expected",
    );
  });

  it("is full where events wait, since nobody is refused", () => {
    const choice = choose({ triggers: [aBucket] }, {}, { attack: anAttack() });
    expect(choice).toMatchObject({ kind: "brake", grade: "full" });
    expect(choice.reason).toContain("what it holds back waits and nobody is refused");
  });

  it("is full where callers under a cap would take the executions that a queue needs", () => {
    const choice = choose({ triggers: [aQueue(), aFunctionUrl] }, {}, { attack: anAttack() });
    expect(choice).toMatchObject({ kind: "brake", grade: "full" });
    expect(choice.reason).toContain("no room");
  });

  it("is full where no cap can be reserved", () => {
    const choice = choose({}, {}, { attack: anAttack(), limits: SMALL });
    expect(choice).toMatchObject({ kind: "brake", grade: "full" });
    expect(choice.reason).toContain("no useful cap can be reserved");
  });

  it("is full for a person's order, which has no attack to weigh", () => {
    expect(choose({})).toMatchObject({ grade: "full" });
  });
});
