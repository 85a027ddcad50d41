import { PRODUCT_PAGE, shopApi, steadily } from "./cast.ts";
import { waiting } from "./happenings.ts";
import type { Plot } from "./stage.ts";

export const DURATIONS: readonly Plot[] = [
  {
    // 540 calls a minute of 3.4 s instead of 0.43 s in 2 GB: $3.70 an hour instead of $0.46.
    name: "duration-of-a-version",
    kind: "duration",
    title: "A new version asks the database for everything: runs take eight times as long.",
    attacked: ["product-page-api"],
    startHour: 14,
    hours: 13,
    beginsAfterHours: 1.5,
    cast: [PRODUCT_PAGE],
    changes: ({ beginMs, untilMs }) => [
      { kind: "deploy", functionName: "product-page-api", atMs: beginMs, durationFactor: 8 },
      { kind: "fix", functionName: "product-page-api", atMs: untilMs },
    ],
  },
  {
    // 130 calls a minute of 27 s in 1 GB, half of them until the timeout: $2.90 an hour instead of $0.03.
    name: "duration-until-timeout",
    kind: "duration",
    title: "A partner's interface accepts connections and never answers, so runs hang until their timeout.",
    attacked: ["partner-rates-api"],
    startHour: 3,
    hours: 12,
    beginsAfterHours: 1.2,
    cast: [
      {
        name: "partner-rates-api",
        team: "partners",
        memoryMb: 1024,
        medianMs: 280,
        trigger: shopApi,
        traffic: steadily(130),
        special: { timeoutSeconds: 29 },
      },
    ],
    changes: (stage) => [waiting(stage, "partner-rates-api", { medianMs: 28_000, errorRatio: 0.1 })],
  },
];
