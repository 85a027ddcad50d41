import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import type { AlertBell } from "../ports/messaging.ts";
import { cloudCall } from "./cloud-call.ts";

/** On the function `notify` only. */
export const permissions = ["lambda:InvokeFunction"] as const;

/** Wakes the deployed function `notify` without waiting for it. @param functionName its name or ARN */
export const lambdaAlertBell = (client: LambdaClient, functionName: string): AlertBell => ({
  ring: async () => {
    const wake = new InvokeCommand({ FunctionName: functionName, InvocationType: "Event", Payload: "{}" });
    await cloudCall("lambda:InvokeFunction", client.send(wake));
  },
});
