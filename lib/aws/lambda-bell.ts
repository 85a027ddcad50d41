import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import type { Bell, InventoryBell } from "../ports/messaging.ts";
import { cloudCall } from "./cloud-call.ts";

/** On the functions `notify` and `inventory` only. */
export const permissions = ["lambda:InvokeFunction"] as const;

/** Wakes a deployed function of the guard without waiting for it. @param functionName its name or ARN */
export const lambdaBell = (client: LambdaClient, functionName: string): Bell => ({
  ring: () => wake(client, functionName, {}),
});

/** Wakes the one that takes the inventory, with what is wanted of it. @param functionName its name or ARN */
export const lambdaInventoryBell = (client: LambdaClient, functionName: string): InventoryBell => ({
  ring: (order) => wake(client, functionName, order),
});

async function wake(client: LambdaClient, FunctionName: string, event: object): Promise<void> {
  const invoke = new InvokeCommand({ FunctionName, InvocationType: "Event", Payload: JSON.stringify(event) });
  await cloudCall("lambda:InvokeFunction", client.send(invoke));
}
