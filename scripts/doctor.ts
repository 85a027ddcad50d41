import type { GuardOverview } from "../lib/app/guard-overview.ts";
import { callerIdentity } from "../lib/aws/caller-identity.ts";
import { cloudWatchClient, controlPlaneClient, stsClient } from "../lib/aws/clients.ts";
import { evenPace } from "../lib/aws/control-plane-pace.ts";
import { lambdaQuestions } from "../lib/aws/lambda-questions.ts";
import { cloudWatchMetrics } from "../lib/aws/metrics.ts";
import { operatorAccount } from "../lib/aws/operator-account.ts";
import { floorToMinute, HOUR_MS } from "../lib/domain/time.ts";
import { compilePolicy } from "./compile-policy.ts";
import { inOneRegion, openDeployedApi } from "./deployed-guard.ts";
import { parseDeploymentOptions } from "./deployment-options.ts";
import {
  type Finding,
  type HealthCheck,
  judgeGuard,
  judgeLimits,
  judgeSubscribers,
  runHealthChecks,
} from "./health-checks.ts";
import { runScript } from "./run-script.ts";

/* Looks at everything a deployment needs. Reads only; costs nothing. */
await runScript(async () => {
  const options = parseDeploymentOptions(process.argv.slice(2));
  const stackName = `overcurrent-${options.stage}`;
  const account = () => operatorAccount(options.region);
  /** What a deployed guard says of itself. */
  const ofDeployed = async (judge: (overview: GuardOverview) => Finding): Promise<Finding> => {
    const url = await account().findStackOutput(stackName, "ApiUrl");
    if (url === undefined) return { kind: "ok", detail: "not deployed" };
    return judge(await (await openDeployedApi(options)).targets());
  };
  const checks: HealthCheck[] = [
    {
      name: "policy",
      cure: "Correct the file; every problem is named above.",
      look: async () => ({ kind: "ok", detail: compilePolicy(options.policyPath).source }),
    },
    {
      name: "region",
      cure: "Give --region or set AWS_REGION.",
      restNeedsIt: true,
      look: async () => ({ kind: "ok", detail: (await inOneRegion(options)).region }),
    },
    {
      name: "credentials",
      cure: "Sign in (for example `aws sso login`) or set AWS_PROFILE.",
      restNeedsIt: true,
      look: async () => ({ kind: "ok", detail: (await callerIdentity(stsClient())).arn }),
    },
    {
      name: "concurrency",
      cure: "Allow lambda:GetAccountSettings to whoever deploys.",
      look: async () =>
        judgeLimits(await lambdaQuestions(controlPlaneClient(), evenPace(10, Date.now)).accountLimits()),
    },
    {
      name: "metrics",
      cure: "Allow cloudwatch:GetMetricStatistics; the deployed guard has a role of its own.",
      look: async () => {
        const endMs = floorToMinute(Date.now());
        const range = { startMs: endMs - HOUR_MS, endMs, periodSeconds: 60 };
        const metrics = cloudWatchMetrics(cloudWatchClient(), Date.now);
        const [window] = (await metrics.readAccountTotals(["invocations"], range)).windows;
        const calls = window?.series.invocations?.reduce((sum, count) => sum + count, 0) ?? 0;
        return { kind: "ok", detail: `${calls} Lambda invocations in the last hour` };
      },
    },
    {
      name: "stack",
      cure: "Allow cloudformation:DescribeStacks to whoever deploys.",
      look: async () => {
        const url = await account().findStackOutput(stackName, "ApiUrl");
        if (url === undefined)
          return { kind: "note", detail: `${stackName} is not deployed`, cure: "Deploy it: npm run deploy" };
        const report = await (await openDeployedApi(options)).status();
        return {
          kind: "ok",
          detail: `${stackName} answers, ${report.mode} mode, ${report.functions} functions`,
        };
      },
    },
    {
      name: "guard",
      cure: "Look into the log of the guard's api function.",
      look: () => ofDeployed((overview) => judgeGuard(overview, Date.now())),
    },
    {
      name: "subscribers",
      cure: "Look into the log of the guard's api function.",
      look: () => ofDeployed(judgeSubscribers),
    },
  ];
  return runHealthChecks(checks, console.log);
});
