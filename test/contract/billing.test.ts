import { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import { afterEach } from "vitest";
import { costExplorerBilling } from "../../lib/aws/cost-explorer-billing.ts";
import { simulatedAccount } from "../../lib/sim/account.ts";
import { startAccountServer } from "../../lib/sim/http/server.ts";
import { simulatedBilling } from "../../lib/sim/ports/billing-reader.ts";
import { accountSpec, functionSpec } from "../../lib/sim/spec.ts";
import { TEST_CREDENTIALS, TEST_REGION } from "../support/dynamo.ts";
import { describeBillingContract } from "./billing-contract.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function billedAccount() {
  const account = simulatedAccount(
    accountSpec({
      startMs: Date.UTC(2026, 10, 20),
      functions: [
        functionSpec({
          functionName: "checkout",
          triggers: [{ kind: "function-url", access: "public", arrivals: () => 1, exact: true }],
        }),
      ],
    }),
  );
  account.advanceTo(Date.UTC(2026, 10, 23, 1));
  return account;
}

describeBillingContract("billing of the simulated account, spoken to directly", async () =>
  simulatedBilling(billedAccount()),
);

describeBillingContract("billing of the simulated account, through the SDK", async () => {
  const server = await startAccountServer(billedAccount());
  closers.push(() => server.close());
  const config = { endpoint: server.url, region: TEST_REGION, credentials: TEST_CREDENTIALS };
  return costExplorerBilling(new CostExplorerClient(config));
});
