import { describe, expect, it } from "vitest";
import type { OrderVerb } from "../../../lib/app/operator-order.ts";
import { run, status } from "./fake-io.ts";
import { question } from "./fake-question.ts";

const answers = {
  "GET /status": { status: 200, body: { ...status, openIncidents: [question] } },
};
const preview = async (verb: OrderVerb, functionName: string, ...more: string[]): Promise<string[]> =>
  (await run([verb, functionName, "--reason", "because", ...more], { answers })).stderr.split("\n");

describe("the preview of an order", () => {
  it("shows the plan that an approval lets happen, and why it was made", async () => {
    expect((await preview("approve", "share-preview")).slice(0, 5)).toEqual([
      "share-preview",
      "  now    armed: running, watched, nothing changed by the guard",
      "  asked  5 min ago: mode is approve. $40.00 at risk",
      "  would  do it now: reserved concurrency 20",
      "  reason because",
    ]);
  });

  it("says what a rejection means for the incident", async () => {
    expect((await preview("reject", "share-preview")).join("\n")).toContain(
      "would  do nothing; the guard leaves this incident alone until the function is released",
    );
  });

  it("says so when nothing was asked", async () => {
    for (const verb of ["approve", "reject"] as const)
      expect((await preview(verb, "thumbnails")).join("\n")).toContain(
        "would  nothing: the guard has no open",
      );
  });

  it("names how hard a tripped function is limited, and that an exemption puts it back", async () => {
    const text = (await preview("exempt", "thumbnails", "--expires", "12h")).join("\n");
    expect(text).toContain("now    tripped, stopped since 4 min ago");
    expect(text).toContain("put back what it was before the trip, and keep the guard's hands off it");
    expect(text).toContain("until it ends in 12 h");
  });

  it("warns that a forced restore goes over somebody's change", async () => {
    expect((await preview("restore", "thumbnails", "--force")).join("\n")).toContain(
      "over whatever somebody has set since",
    );
  });
});
