import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { describedFirst, descriptionOrder } from "../../../lib/watch/description-order.ts";
import { aProfile, NOW_MS } from "../../support/builders.ts";

const described = (functionName: string, minutesAgo: number) =>
  aProfile({ functionName, describedAtMs: NOW_MS - minutesAgo * MINUTE_MS });
const isNew = (functionName: string) => aProfile({ functionName, describedAtMs: "never" });
const isDeployed = (functionName: string) => aProfile({ functionName, isOutdated: true });
const namesOf = (functions: ReturnType<typeof descriptionOrder>) =>
  functions.map(({ functionName }) => functionName);

const fleet = [
  described("lately", 10),
  described("long-ago", 300),
  isNew("new"),
  described("suspect", 1),
  isDeployed("deployed"),
];

describe("the order in which functions are described", () => {
  it("has suspects first, then what is new, then what was described longest ago", () => {
    expect(namesOf(descriptionOrder(fleet, new Set(["suspect"])))).toEqual([
      "suspect",
      "new",
      "deployed",
      "long-ago",
      "lately",
    ]);
  });

  it("leaves what has been described to its turn when only news are asked for", () => {
    expect(namesOf(describedFirst(fleet, new Set(["suspect"])))).toEqual(["suspect", "new", "deployed"]);
  });
});
