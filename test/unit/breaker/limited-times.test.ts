import { describe, expect, it } from "vitest";
import { limitedTimes } from "../../../lib/breaker/limited-times.ts";
import type { LedgerEntry, LedgerEvent } from "../../../lib/domain/ledger.ts";
import { GUARD } from "../../../lib/domain/operator.ts";
import type { SettingValue } from "../../../lib/domain/setting.ts";
import { MINUTE_MS, toIso } from "../../../lib/domain/time.ts";
import { NOW_MS } from "../../support/builders.ts";

const at = (minute: number) => NOW_MS + minute * MINUTE_MS;
const PRIOR: SettingValue = { kind: "concurrency", reserved: "unreserved" };
const STOPPED: SettingValue = { kind: "concurrency", reserved: 0 };

const entry = (minute: number, event: LedgerEvent, wanted?: SettingValue): LedgerEntry => ({
  entryId: `${toIso(at(minute))}#${event}`,
  atMs: at(minute),
  functionName: "checkout",
  event,
  by: GUARD,
  reason: "a flood",
  ...(wanted !== undefined && { prior: PRIOR, wanted }),
});
const brake = (minute: number): LedgerEntry[] => [
  entry(minute, "action.intended", STOPPED),
  entry(minute, "breaker.tripped"),
  entry(minute + 1, "action.applied", STOPPED),
];
const putBack = (minute: number): LedgerEntry[] => [
  entry(minute, "action.intended", PRIOR),
  entry(minute, "action.applied", PRIOR),
  entry(minute, "breaker.restored"),
];
const spansOf = (...entries: LedgerEntry[]) => limitedTimes(entries, at(-60)).get("checkout");

describe("limitedTimes", () => {
  it("counts from the brake to the complete restore, with every probe between", () => {
    const probe = [
      entry(10, "breaker.probing"),
      entry(10, "action.applied", { kind: "concurrency", reserved: 1 }),
    ];
    expect(spansOf(...brake(0), ...probe, ...brake(14), ...putBack(30))).toEqual([
      { startMs: at(0), endMs: at(30) },
    ]);
  });

  it("tells two trips apart", () => {
    expect(spansOf(...brake(0), ...putBack(30), ...brake(100), ...putBack(110))).toEqual([
      { startMs: at(0), endMs: at(30) },
      { startMs: at(100), endMs: at(110) },
    ]);
  });

  it("begins with the entries for what was braked before them", () => {
    expect(spansOf(...putBack(5))).toEqual([{ startMs: at(-60), endMs: at(5) }]);
  });

  it("counts nothing where AWS refused the brake", () => {
    const refused = [
      entry(0, "action.intended", STOPPED),
      entry(0, "action.failed", STOPPED),
      entry(1, "breaker.restored"),
    ];
    expect(spansOf(...refused)).toEqual([]);
  });

  it("counts nothing for a hold that limited nothing", () => {
    expect(spansOf(entry(0, "operator.held"), entry(90, "operator.released"))).toEqual([]);
  });

  it("leaves out what is limited still: its breaker tells since when", () => {
    expect(spansOf(...brake(0))).toEqual([]);
  });

  it("ends where somebody released what had been changed under the brake", () => {
    expect(spansOf(...brake(0), entry(20, "operator.released"))).toEqual([{ startMs: at(0), endMs: at(20) }]);
  });

  it("keeps functions apart", () => {
    const other = brake(0).map((one) => ({ ...one, functionName: "search" }));
    const times = limitedTimes([...other, ...brake(5), ...putBack(9)], at(-60));
    expect(times.get("search")).toEqual([]);
    expect(times.get("checkout")).toEqual([{ startMs: at(5), endMs: at(9) }]);
  });
});
