import { describe, expect, it } from "vitest";
import type { GuardTrouble, OpenTrouble } from "../../../lib/domain/guard-health.ts";
import type { TargetId } from "../../../lib/domain/target.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { guardNews } from "../../../lib/watch/guard-news.ts";
import { NOW_MS } from "../../support/builders.ts";

const HOME: TargetId = "111111111111/eu-west-1";
const SPOKE: TargetId = "222222222222/eu-west-1";
const blind: GuardTrouble = { kind: "blind-target", targetId: SPOKE, isHome: false, sinceMs: NOW_MS };
const silentLearn: GuardTrouble = { kind: "silent-part", part: "learn", sinceMs: NOW_MS };
const silentWatch: GuardTrouble = { kind: "silent-part", part: "watch", sinceMs: NOW_MS };
const unsent: GuardTrouble = { kind: "unsent-alerts", alerts: 2, sinceMs: NOW_MS };

const at = (
  nowMs: number,
  now: readonly GuardTrouble[],
  before: readonly OpenTrouble[] = [],
  targetIds: readonly TargetId[] = [HOME, SPOKE],
) => guardNews({ before, now, homeId: HOME, targetIds: new Set(targetIds), nowMs });

describe("news of the guard itself", () => {
  it("are a trouble that begins, and remember that it was told", () => {
    expect(at(NOW_MS, [blind])).toEqual({
      news: [{ kind: "trouble", trouble: blind }],
      open: [{ trouble: blind, toldAtMs: NOW_MS }],
    });
  });

  it("are a grave trouble again after an hour, and others after six", () => {
    const { open } = at(NOW_MS, [blind, silentLearn]);
    expect(at(NOW_MS + 59 * MINUTE_MS, [blind, silentLearn], open)).toEqual({ news: [], open });
    expect(at(NOW_MS + HOUR_MS, [blind, silentLearn], open).news).toEqual([
      { kind: "trouble", trouble: blind },
    ]);
    expect(at(NOW_MS + 6 * HOUR_MS, [silentLearn], open).news).toContainEqual({
      kind: "trouble",
      trouble: silentLearn,
    });
  });

  it("keep when a trouble began, whatever is learned of it later", () => {
    const { open } = at(NOW_MS, [blind]);
    const later = { ...blind, sinceMs: NOW_MS + HOUR_MS, problem: "AccessDenied" };
    expect(at(NOW_MS + HOUR_MS, [later], open).news).toEqual([
      { kind: "trouble", trouble: { ...later, sinceMs: NOW_MS } },
    ]);
  });

  it("are the end of a trouble, once", () => {
    const { open } = at(NOW_MS, [silentLearn]);
    const end = at(NOW_MS + HOUR_MS, [], open);
    expect(end).toEqual({
      news: [{ kind: "over", trouble: silentLearn, overAtMs: NOW_MS + HOUR_MS }],
      open: [],
    });
    expect(at(NOW_MS + 2 * HOUR_MS, [], end.open).news).toEqual([]);
  });

  it.each([
    ["a target that could not be read", blind, SPOKE, false],
    ["a watch that was silent", silentWatch, HOME, true],
  ])("say of %s between when and when nobody looked", (_what, trouble, targetId, isHome) => {
    const { open } = at(NOW_MS, [trouble]);
    expect(at(NOW_MS + HOUR_MS, [], open).news).toEqual([
      { kind: "unseen", targetId, isHome, fromMs: NOW_MS, untilMs: NOW_MS + HOUR_MS },
    ]);
  });

  it("do not call a target seen again that is not looked after any more", () => {
    const { open } = at(NOW_MS, [blind]);
    expect(at(NOW_MS + HOUR_MS, [], open, [HOME])).toEqual({ news: [], open: [] });
  });

  it("are no alerts about alerts that do not arrive, until they do again", () => {
    const { news, open } = at(NOW_MS, [unsent]);
    expect(news).toEqual([]);
    expect(at(NOW_MS + HOUR_MS, [], open).news).toMatchObject([{ kind: "over", trouble: unsent }]);
  });
});
