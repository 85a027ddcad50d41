import { describe, expect, it } from "vitest";
import type { LedgerEntry, LedgerEvent } from "../../../lib/domain/ledger.ts";
import { GUARD } from "../../../lib/domain/operator.ts";
import type { SettingValue } from "../../../lib/domain/setting.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { playedDay } from "../../../lib/sim/day/played-day.ts";
import { score } from "../../../scripts/demo/score.ts";
import { anIncident } from "../../support/builders.ts";

const day = playedDay(1);
const incident = anIncident({ functionName: "share-preview", incidentId: "flood-1" });
const TRIPPED_MS = day.startOfDayMs + 3 * HOUR_MS;

const entry = (event: LedgerEvent, minute: number, wanted?: SettingValue): LedgerEntry => ({
  entryId: `${minute} ${event} ${JSON.stringify(wanted)}`,
  atMs: TRIPPED_MS + minute * MINUTE_MS,
  functionName: incident.functionName,
  incidentId: incident.incidentId,
  event,
  by: GUARD,
  reason: "a flood",
  ...(wanted !== undefined && { wanted }),
});
const reserved = (value: number): SettingValue => ({ kind: "concurrency", reserved: value });

const nothing = { between: () => 0 };
const brakeOf = (ledger: readonly LedgerEntry[]): string | null | undefined =>
  score({
    day,
    incidents: [incident],
    ledger,
    truthOf: () => ({
      trigger: "function-url",
      settingsBefore: "no reserved concurrency",
      settingsAfter: "no reserved concurrency",
      legitimateCallsRefused: 0,
      eventsLost: 0,
      guarded: nothing,
      unguarded: nothing,
      ordinary: nothing,
    }),
  }).incidents[0]?.brake;

describe("the brake of an incident in the demo's report", () => {
  const trip = [entry("action.intended", 0, reserved(17)), entry("breaker.tripped", 0)];

  it("is what was set at the trip, and not what a probe set later", () => {
    expect(brakeOf([...trip, entry("action.intended", 10, reserved(20)), entry("breaker.widened", 10)])).toBe(
      "reserved concurrency 17",
    );
  });

  it("names every setting of the trip", () => {
    const pipe = entry("action.intended", 0, { kind: "pipe", running: false });
    expect(brakeOf([pipe, ...trip])).toBe("pipe stopped; reserved concurrency 17");
  });

  it("names what followed because the cap was not enough", () => {
    const escalation = [entry("action.intended", 8, reserved(0)), entry("breaker.escalated", 8)];
    expect(brakeOf([...trip, ...escalation])).toBe("reserved concurrency 17, then reserved concurrency 0");
  });

  it("is absent where nothing was braked", () => {
    expect(brakeOf([])).toBeNull();
  });
});
