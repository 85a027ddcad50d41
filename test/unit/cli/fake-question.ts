import type { Incident } from "../../../lib/domain/incident.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { incident, NOW_MS } from "./fake-io.ts";

/** An open incident about which the guard has asked, five minutes ago, whether it may cap the function. */
export const question: Incident = {
  ...incident,
  functionName: "share-preview",
  status: "open",
  approval: { askedAtMs: NOW_MS - 5 * MINUTE_MS },
  plan: {
    kind: "ask",
    grade: "cap",
    reason: "mode is approve. $40.00 at risk",
    deadlineMs: NOW_MS + 10 * MINUTE_MS,
    otherwise: "alert",
    changes: [
      {
        setting: { kind: "concurrency", functionName: "share-preview" },
        wanted: { kind: "concurrency", reserved: 0 },
        cap: { kind: "concurrency", reserved: 20 },
        allowances: [{ kind: "concurrency", reserved: 1 }],
        reason: "callers are refused with 429",
      },
    ],
  },
};
