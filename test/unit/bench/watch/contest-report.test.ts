import { describe, expect, it } from "vitest";
import { NO_USAGE } from "../../../../lib/domain/guard-usage.ts";
import { contestReport } from "../../../../scripts/bench/watch/contest/contest-report.ts";
import { contestTables } from "../../../../scripts/bench/watch/contest/contest-tables.ts";
import { attackOutcome, contestOutcome } from "./outcomes.ts";

const ALL_SEE = { overcurrent: 1, poll1: 1, poll5: 1, alarms: 1, bands: 1 };

describe("contestReport", () => {
  // 4 metrics x 43,200 minutes x $0.00001 = $1.728 for each function.
  it("prices the others at list price", () => {
    const { watchers } = contestReport(contestOutcome(100));
    expect(watchers.poll1.usdPerMonth).toBeCloseTo(172.8);
    expect(watchers.poll5.usdPerMonth).toBeCloseTo(34.56);
    // Ten alarms are free.
    expect(watchers.alarms.usdPerMonth).toBeCloseTo(9);
    expect(watchers.bands.usdPerMonth).toBeCloseTo(30);
  });

  it("says that AWS keeps no more than 500 anomaly detection models", () => {
    expect(contestReport(contestOutcome(500)).watchers.bands.usdPerMonth).toBeCloseTo(150);
    expect(contestReport(contestOutcome(501)).watchers.bands.usdPerMonth).toBeNull();
  });

  // 10 metrics in each of 43,200 minutes, at $0.00001, of which 480 are reckoned as attacked and read nothing here.
  it("bills the guard for what it read in quiet minutes, on top of what runs anyway", () => {
    const idle = contestReport(contestOutcome(100)).watchers.overcurrent.usdPerMonth ?? 0;
    const guardUsage = { ...NO_USAGE, getMetricDataMetrics: 1_200 };
    const reading = contestReport(contestOutcome(100, { guardUsage })).watchers.overcurrent.usdPerMonth ?? 0;
    expect(reading - idle).toBeCloseTo(10 * (43_200 - 480) * 1e-5);
  });

  it("counts an attack that was not seen as later than any other", () => {
    const unseen = attackOutcome({ minutesToSee: { ...ALL_SEE, overcurrent: null } });
    const { overcurrent } = contestReport(
      contestOutcome(100, {}, [attackOutcome(), attackOutcome(), unseen]),
    ).watchers;
    expect(overcurrent.dangerous).toEqual({
      attacks: 3,
      medianMinutes: 1,
      p95Minutes: null,
      neverSeen: 1,
    });
  });

  it("keeps leeches and small attacks apart from the sudden ones", () => {
    const leech = attackOutcome({ kind: "leech", minutesToSee: { ...ALL_SEE, overcurrent: 30 } });
    const small = attackOutcome({ isSmall: true, minutesToSee: { ...ALL_SEE, overcurrent: 60 } });
    const { overcurrent } = contestReport(contestOutcome(100, {}, [attackOutcome(), leech, small])).watchers;
    expect(overcurrent.sudden.medianMinutes).toBe(1);
    expect(overcurrent.leeches.medianMinutes).toBe(30);
    expect(overcurrent.small.medianMinutes).toBe(60);
  });

  it("holds what is left unseen against polling each minute, and never below nothing", () => {
    const late = attackOutcome({ usdUntilSeen: { ...ALL_SEE, overcurrent: 3, poll1: 1 } });
    const early = attackOutcome({ usdUntilSeen: { ...ALL_SEE, overcurrent: 0.5, poll1: 1 } });
    const { unseen } = contestReport(contestOutcome(100, {}, [late, early]));
    expect(unseen.usdPerAttack).toBe(1);
    expect(unseen.usdPerMonth).toBe(4);
    // One metric of each of 100 functions in 43,200 minutes.
    expect(unseen.readsSavedUsdPerMonth).toBeCloseTo(43.2);
  });

  it("multiplies alarms of a sample to the whole fleet and a week", () => {
    const { watchers } = contestReport(
      contestOutcome(100, { falseAlarms: { poll1: 1, poll5: 0, alarms: 0, bands: 0 }, falseIncidents: 1 }),
    );
    // 10 of 100 functions, 2 of 168 hours; the guard's incidents are those of all functions.
    expect(watchers.poll1.falseAlarmsPerWeek).toBeCloseTo(840);
    expect(watchers.overcurrent.falseAlarmsPerWeek).toBeCloseTo(84);
  });
});

describe("contestTables", () => {
  it("gives every watcher of every size a line, and says what is not possible", () => {
    const [contest] = contestTables([10, 1_000].map((functions) => contestReport(contestOutcome(functions))));
    expect(contest?.rows).toHaveLength(10);
    expect(contest?.rows.find(([name]) => name === "1,000: an anomaly detection alarm on each")?.[1]).toBe(
      "not possible",
    );
  });
});
