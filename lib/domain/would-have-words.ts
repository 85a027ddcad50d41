import type { WouldHave } from "./incident.ts";
import { usd } from "./usd.ts";

/** `a brake would have saved $12.40 and refused 130 rightful calls`; the calls are left out where none would have been refused. */
export function wouldHaveWords({ savedUsd, refusedCalls }: WouldHave): string {
  const calls = Math.round(refusedCalls);
  const refused = calls === 0 ? "" : ` and refused ${calls} rightful ${calls === 1 ? "call" : "calls"}`;
  return `a brake would have saved ${usd(savedUsd)}${refused}`;
}
