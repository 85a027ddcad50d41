import { describe, expect, it } from "vitest";
import { savingsReport } from "../../../lib/app/savings-report.ts";
import type { WouldHave } from "../../../lib/domain/incident.ts";
import { GUARD } from "../../../lib/domain/operator.ts";
import { DAY_MS, HOUR_MS } from "../../../lib/domain/time.ts";
import { anIncident, NOW_MS } from "../../support/builders.ts";

const range = { fromMs: NOW_MS - 30 * DAY_MS, untilMs: NOW_MS, days: 30 };
const wouldHave = (savedUsd: number, refusedCalls: number): WouldHave => ({
  sinceMs: NOW_MS - 2 * HOUR_MS,
  untilMs: NOW_MS - HOUR_MS,
  savedUsd,
  refusedCalls,
});

describe("savings", () => {
  it("are added up over the incidents that nobody stopped, the dearest first", () => {
    const report = savingsReport({
      ...range,
      entries: [],
      incidents: [
        anIncident({ incidentId: "small", wouldHave: wouldHave(3, 10) }),
        anIncident({ incidentId: "stopped" }),
        anIncident({ incidentId: "large", status: "resolved", wouldHave: wouldHave(40, 5) }),
      ],
    });
    expect(report).toMatchObject({ savedUsd: 43, refusedCalls: 15 });
    expect(report.wouldHave.map(({ incidentId, isGoingOn }) => [incidentId, isGoingOn])).toEqual([
      ["large", false],
      ["small", true],
    ]);
  });

  it("show the trips of the guard and of persons beside them, newest first", () => {
    const entry = { by: GUARD, reason: "flood", functionName: "checkout" } as const;
    const { trips } = savingsReport({
      ...range,
      incidents: [],
      entries: [
        { ...entry, entryId: "1", atMs: NOW_MS - 3 * HOUR_MS, event: "breaker.tripped", incidentId: "i" },
        { ...entry, entryId: "2", atMs: NOW_MS - 2 * HOUR_MS, event: "breaker.restored" },
        { ...entry, entryId: "3", atMs: NOW_MS - HOUR_MS, event: "operator.killed", reason: "leaked key" },
      ],
    });
    expect(trips).toEqual([
      { ...entry, atMs: NOW_MS - HOUR_MS, reason: "leaked key" },
      { ...entry, atMs: NOW_MS - 3 * HOUR_MS, incidentId: "i" },
    ]);
  });

  it("are nothing where nothing happened", () => {
    expect(savingsReport({ ...range, incidents: [], entries: [] })).toEqual({
      ...range,
      wouldHave: [],
      savedUsd: 0,
      refusedCalls: 0,
      trips: [],
    });
  });
});
