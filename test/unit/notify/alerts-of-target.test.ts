import { describe, expect, it } from "vitest";
import { alertsOfTarget } from "../../../lib/notify/alerts-of-target.ts";
import { plainTextAlerts } from "../../../lib/notify/plain-text-alerts.ts";
import { NOW_MS, sampleIncident } from "../../contract/samples.ts";

const ireland = alertsOfTarget(plainTextAlerts, { accountId: "222222222222", region: "eu-west-1" });
const virginia = alertsOfTarget(plainTextAlerts, { accountId: "222222222222", region: "us-east-1" });

describe("an alert of another target", () => {
  it("names account and region in the subject and in the first line", () => {
    const { subject, text } = ireland.aboutIncident(sampleIncident(), NOW_MS);
    expect(subject).toMatch(/^\[Overcurrent 222222222222\/eu-west-1\] /);
    expect(subject.length).toBeLessThanOrEqual(99);
    expect(text.split("\n")[0]).toBe("WHERE   account 222222222222, region eu-west-1");
  });

  it("offers commands that go there and not home", () => {
    const { text } = ireland.aboutIncident(sampleIncident(), NOW_MS);
    const commands = text.split("\n").filter((line) => line.startsWith("  overcurrent "));
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) expect(command).toMatch(/ --target 222222222222\/eu-west-1$/);
    const { latest } = sampleIncident();
    const awakened = sampleIncident({ latest: { ...latest, cause: "awakened" } });
    expect(ireland.aboutAccount(awakened, NOW_MS).text).toMatch(/^ {2}aws lambda .* --region eu-west-1$/m);
  });

  it("is told beside the same alert of every other target", () => {
    const ids = [ireland, virginia, plainTextAlerts].map(
      (alerts) => alerts.aboutBlindness(3, "AccessDenied", NOW_MS).alertId,
    );
    expect(new Set(ids).size).toBe(3);
  });
});
