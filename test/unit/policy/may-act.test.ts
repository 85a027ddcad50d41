import { describe, expect, it } from "vitest";
import type { Approval } from "../../../lib/domain/incident.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { type ModeRules, mayActNow, permissionFor } from "../../../lib/policy/may-act.ts";
import { NOW_MS } from "../../support/builders.ts";
import { ALICE } from "../../support/builders-actuate.ts";

const rules = (changes: Partial<ModeRules> = {}): ModeRules => ({
  ruleName: "shop",
  mode: "approve",
  approval: { withinMinutes: 15, otherwise: "alert" },
  notices: [],
  ...changes,
});
const asked = (answer?: NonNullable<Approval["answer"]>["decision"]): { approval: Approval } => ({
  approval: {
    askedAtMs: NOW_MS,
    ...(answer && { answer: { decision: answer, by: ALICE, atMs: NOW_MS, reason: "seen it" } }),
  },
});
const later = (minutes: number): number => NOW_MS + minutes * MINUTE_MS;

describe("what the mode allows", () => {
  it("lets the guard act in enforce mode and never in observe mode, whatever was answered", () => {
    expect(mayActNow(rules({ mode: "enforce" }), undefined, NOW_MS)).toBe(true);
    expect(mayActNow(rules({ mode: "observe" }), asked("approved"), NOW_MS)).toBe(
      "rule shop does not let it act: mode is observe",
    );
  });

  it("asks from now on where nobody was asked, and keeps the deadline of a question that was", () => {
    expect(permissionFor(rules(), {}, NOW_MS)).toEqual({
      kind: "ask",
      deadlineMs: later(15),
      otherwise: "alert",
    });
    expect(permissionFor(rules(), asked(), later(14))).toMatchObject({ kind: "ask", deadlineMs: later(15) });
    expect(mayActNow(rules(), asked(), later(14))).toBe("rule shop asks a person first, until 03:15 UTC");
  });

  it("acts on an approval, also after the deadline, and names who gave it", () => {
    for (const minutes of [1, 60]) {
      expect(mayActNow(rules(), asked("approved"), later(minutes))).toBe(true);
      expect(permissionFor(rules(), asked("approved"), later(minutes))).toMatchObject({
        because: "alice approved it: seen it",
      });
    }
  });

  it("does not act on a rejection, also where silence would have meant yes", () => {
    const otherwiseAct = rules({ approval: { withinMinutes: 15, otherwise: "act" } });
    expect(mayActNow(otherwiseAct, asked("rejected"), later(60))).toContain("alice rejected it: seen it");
  });

  it("does what the policy says when the deadline is over", () => {
    const otherwiseAct = rules({ approval: { withinMinutes: 15, otherwise: "act" } });
    expect(mayActNow(otherwiseAct, asked(), later(15))).toBe(true);
    expect(mayActNow(rules(), asked(), later(15))).toBe(
      "rule shop does not let it act: nobody answered by 03:15 UTC, and the policy says leave it at the alert then",
    );
  });
});
