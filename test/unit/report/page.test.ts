import { describe, expect, it } from "vitest";
import { backtest } from "../../../lib/backtest/backtest.ts";
import { DAY_MS } from "../../../lib/domain/time.ts";
import { usd } from "../../../lib/domain/usd.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";
import { html } from "../../../lib/report/html.ts";
import { backtestPage } from "../../../lib/report/page.ts";
import { dayAndTime } from "../../../lib/report/times.ts";
import { aCatalogue } from "../../support/builders.ts";
import { aRecording, at, CAREFUL, type Recipe } from "../backtest/recordings.ts";
import { textOf, unbalanced } from "./markup.ts";

const EVIL = `<script src="https://evil.example/x.js">alert("&1")</script>`;

const resultOf = (...recipes: readonly Recipe[]) =>
  backtest({
    recorded: recipes.map((recipe) => aRecording({ periodSeconds: 300, ...recipe })),
    learnDays: 8,
    policy: CAREFUL,
    prices: lambdaPrices("us-east-1"),
    catalogue: aCatalogue(),
  });
const result = resultOf(
  {
    attacks: [
      { fromMs: at(8, 3), minutes: 60, timesRuns: 40 },
      { fromMs: at(9, 10, 5), minutes: 60, timesRuns: 50 },
    ],
  },
  { profile: { functionName: EVIL }, attacks: [{ fromMs: at(9, 3), minutes: 60, timesRuns: 50 }] },
  { profile: { functionName: "newborn" }, days: 3 },
);
const page = backtestPage(result, { title: `all of ${EVIL}`, madeAtMs: at(10) });

describe("the page of a backtest", () => {
  it("closes every tag that it opens", () => {
    expect(unbalanced(page)).toEqual([]);
    expect(page.startsWith("<!doctype html>")).toBe(true);
  });

  it("shows each incident with its time, what it burned and its two plots", () => {
    expect(result.incidents).toHaveLength(3);
    const articles = page.split("<article").slice(1);
    expect(articles).toHaveLength(3);
    for (const [index, { beganAtMs, burnedUsd, functionName }] of result.incidents.entries()) {
      const text = textOf(`<article${articles[index]}`);
      expect(text).toContain(functionName);
      expect(text).toContain(`${dayAndTime(beganAtMs)} UTC`);
      expect(text).toContain(usd(burnedUsd));
      expect(text).toContain("Runs per minute");
      expect(text).toContain("USD per hour");
      expect(articles[index]?.match(/<svg/g)).toHaveLength(2);
    }
  });

  it("draws what was observed beside what was expected, and marks began, alarm, stop and end", () => {
    const first = page.split("<article")[1] ?? "";
    for (const look of ["observed", "usual", "usual-band", "braked"])
      expect(first).toContain(`class="${look}"`);
    for (const mark of ["began", "alarm", "stop", "restore"]) expect(first).toContain(`class="mark ${mark}"`);
    expect(first).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("asks nobody for anything: no script, no address", () => {
    const markup = page.replaceAll("&lt;script src=&quot;https://evil.example", "");
    expect(markup).not.toMatch(/https?:|\/\/[a-z]|<script|<link|<img|@import|url\(/i);
  });

  it("takes no name for markup", () => {
    expect(page).not.toContain("<script");
    expect(textOf(page)).toContain(EVIL);
  });

  it("gives the settings that fit, and what it rests on", () => {
    expect(textOf(page)).toContain(textOf(html`${result.recommendation.yaml}`.markup).trim());
    expect(textOf(page)).toContain("Savings assume that the attack would have gone on as recorded");
    expect(textOf(page)).toContain("newborn has only 3 days of history");
  });

  it("shows savings and harm side by side", () => {
    const text = textOf(page);
    expect(text).toContain(`enforced, ${usd(result.totals.savedUsd)} of it would not have been spent`);
    expect(text).toMatch(/would have refused [\d,]+ runs; about [\d,]+ of them would have come on any day/);
  });

  it("is a page also when nothing happened", () => {
    const calm = backtestPage(resultOf({}), { title: "calm", madeAtMs: at(10) });
    expect(unbalanced(calm)).toEqual([]);
    expect(textOf(calm)).toContain("None that somebody would have been told of.");
    expect(calm).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("stays small, whatever the length of an incident", () => {
    const long = resultOf({ days: 20, attacks: [{ fromMs: at(9), minutes: 10 * 1_440, timesRuns: 40 }] });
    expect(long.incidents.length).toBeGreaterThan(0);
    for (const { course } of long.incidents) {
      expect(course.points.length).toBeLessThanOrEqual(480);
      expect(course.stepMs * course.points.length).toBeLessThan(12 * DAY_MS);
    }
  });
});
