import { describe, expect, it, onTestFinished, vi } from "vitest";
import { planHistory, readHistory } from "../../lib/app/read-history.ts";
import { accountHistory } from "../../lib/aws/account-history.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../lib/domain/time.ts";
import { simulatedAccount } from "../../lib/sim/account.ts";
import { startAccountServer } from "../../lib/sim/http/server.ts";
import { simulatedMetrics } from "../../lib/sim/ports/metric-reader.ts";
import { accountSpec, functionSpec } from "../../lib/sim/spec.ts";
import { run } from "../unit/cli/fake-io.ts";

const NOW_MS = Date.UTC(2026, 10, 22, 3);
const ATTACK_MS = NOW_MS - 5 * HOUR_MS;

/** An account behind HTTP, and the environment that leads the SDK to it. */
async function servedAccount() {
  const account = simulatedAccount(
    accountSpec({
      startMs: NOW_MS - 9 * DAY_MS,
      functions: [
        functionSpec({
          functionName: "share-preview",
          memoryMb: 1024,
          duration: { medianMs: 300, p95Ms: 600 },
          triggers: [{ kind: "function-url", access: "public", arrivals: () => 60 }],
        }),
      ],
    }),
  );
  account.schedule([
    {
      kind: "extra-traffic",
      functionName: "share-preview",
      trigger: 0,
      atMs: ATTACK_MS,
      untilMs: ATTACK_MS + HOUR_MS,
      legitimate: false,
      arrivals: () => 10_000,
    },
  ]);
  account.advanceTo(NOW_MS);
  const server = await startAccountServer(account);
  vi.stubEnv("AWS_ENDPOINT_URL", server.url);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await server.close();
  });
  const clock = () => NOW_MS;
  return { account, server, deps: { clock, ...accountHistory(account.region, clock) } };
}

describe("a backtest of an account behind AWS's own protocols", () => {
  it("makes its page from what the SDK reads", async () => {
    const { server, deps } = await servedAccount();
    const argv = ["backtest", "--account", "--yes", "--json", "--html", "page.html"];
    const { code, stdout, files } = await run(argv, { history: deps });
    expect(code).toBe(0);
    const { incidents } = JSON.parse(stdout);
    expect(incidents).toHaveLength(1);
    const [incident] = incidents;
    expect(Math.abs(Date.parse(incident.began) - ATTACK_MS) / MINUTE_MS).toBeLessThanOrEqual(2);
    expect(incident.tripped).not.toBeNull();
    expect(files.get("page.html")).toContain("share-preview");
    expect(server.unknownRequests()).toEqual([]);
  });

  it("reads every minute as it was measured", async () => {
    const { account, deps } = await servedAccount();
    const plan = await planHistory(deps, "*", NOW_MS);
    const { recorded } = await readHistory(deps, plan, () => undefined);
    const { windows } = await simulatedMetrics(account).readWindows(
      [{ functionName: "share-preview", measurements: ["invocations", "durationMs", "maxConcurrency"] }],
      plan.range,
    );
    expect(recorded[0]?.history.series).toMatchObject(windows[0]?.series ?? {});
    expect(recorded[0]?.history.series.invocations).toHaveLength(15 * 1_440 - 60);
  });
});
