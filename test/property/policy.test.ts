import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConfigInvalidError } from "../../lib/domain/errors.ts";
import { MODES, UNANSWERED_DEFAULTS } from "../../lib/domain/plan.ts";
import { MINUTE_MS } from "../../lib/domain/time.ts";
import { globMatches } from "../../lib/policy/glob.ts";
import { mayActNow } from "../../lib/policy/may-act.ts";
import { parsePolicy } from "../../lib/policy/parse-policy.ts";
import { rulesFor } from "../../lib/policy/rules-for.ts";
import { aPolicy, aProfile, NOW_MS } from "../support/builders.ts";

const aText = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", "-"), maxLength: 8 });

describe("globMatches", () => {
  it("says what the same pattern says as a regular expression", () => {
    fc.assert(
      fc.property(aText, aText, (pattern, name) => {
        const source = [...pattern].map((character) =>
          character === "*" ? ".*" : character === "?" ? "." : character,
        );
        expect(globMatches(pattern, name)).toBe(new RegExp(`^${source.join("")}$`).test(name));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("tags", () => {
  it("never make a function less safe than the file says", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MODES),
        fc.oneof(fc.string(), fc.constantFrom(...MODES)),
        fc.string(),
        (mode, modeTag, protectTag) => {
          const policy = aPolicy({
            mode,
            rules: [
              {
                name: "payments",
                match: { tags: { team: "payments" } },
                exempt: { because: "too dear to refuse" },
              },
            ],
          });
          const tags = { "overcurrent:mode": modeTag, "overcurrent:protect": protectTag };
          const plain = rulesFor(policy, aProfile({ tags }), "", NOW_MS);
          expect(MODES.indexOf(plain.mode)).toBeLessThanOrEqual(MODES.indexOf(mode));
          const exempt = rulesFor(policy, aProfile({ tags: { ...tags, team: "payments" } }), "", NOW_MS);
          expect(exempt.exemptBecause).toBeDefined();
        },
      ),
    );
  });
});

describe("approve mode", () => {
  const aQuestion = fc.record({
    askedMinutesAgo: fc.integer({ min: 0, max: 300 }),
    withinMinutes: fc.integer({ min: 2, max: 240 }),
    otherwise: fc.constantFrom(...UNANSWERED_DEFAULTS),
    decision: fc.option(fc.constantFrom("approved", "rejected"), { nil: undefined }),
  });

  it("lets nothing happen without an approval, unless the deadline is over and the policy says act", () => {
    fc.assert(
      fc.property(aQuestion, ({ askedMinutesAgo, withinMinutes, otherwise, decision }) => {
        const said = { by: { kind: "person", name: "alice" }, atMs: NOW_MS, reason: "looked at it" } as const;
        const approval = {
          askedAtMs: NOW_MS - askedMinutesAgo * MINUTE_MS,
          ...(decision && { answer: { decision, ...said } }),
        };
        const rules = {
          ruleName: "shop",
          mode: "approve",
          approval: { withinMinutes, otherwise },
          notices: [],
        } as const;
        const mayAct = mayActNow(rules, { approval }, NOW_MS) === true;
        const isOver = askedMinutesAgo >= withinMinutes;
        if (decision === "approved") expect(mayAct).toBe(true);
        else expect(mayAct).toBe(decision === undefined && isOver && otherwise === "act");
        expect(mayActNow({ ...rules, mode: "observe" }, { approval }, NOW_MS)).not.toBe(true);
      }),
    );
  });
});

describe("any text as a policy file", () => {
  it("is a policy or is refused with what is wrong; nothing else is thrown", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          expect(MODES).toContain(parsePolicy(text, "overcurrent.yml").mode);
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigInvalidError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
