import { readTargetOrder } from "./read-target-order.ts";
import { type WorkDeps, type WorkReport, work } from "./work.ts";

/** What Lambda hands over of a queue, as far as it is needed. */
export type QueueEvent = { readonly Records: readonly { readonly body: string }[] };

/**
 * Does the orders of one delivery, one after the other; there is one in each, as it is deployed. A fault is thrown, so that
 * SQS keeps the message, tries it once more and then puts it where people look.
 * @throws {OrderInvalidError | CloudCallError}
 */
export async function workMessages(deps: WorkDeps, { Records }: QueueEvent): Promise<readonly WorkReport[]> {
  const reports: WorkReport[] = [];
  for (const { body } of Records) reports.push(await work(deps, readTargetOrder(body)));
  return reports;
}
