import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import type { Bell } from "../ports/messaging.ts";
import { cloudCall } from "./cloud-call.ts";

/** On the functions `notify` and `inventory` only. */
export const permissions = ["lambda:InvokeFunction"] as const;

/** Wakes a deployed function of the guard without waiting for it. @param functionName its name or ARN */
export const lambdaBell = (client: LambdaClient, functionName: string): Bell => ({
  ring: async () => {
    const wake = new InvokeCommand({ FunctionName: functionName, InvocationType: "Event", Payload: "{}" });
    await cloudCall("lambda:InvokeFunction", client.send(wake));
  },
});
