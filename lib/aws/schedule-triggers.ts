import { ListSchedulesCommand, type SchedulerClient, type ScheduleSummary } from "@aws-sdk/client-scheduler";
import { CloudCallError } from "../domain/errors.ts";
import { unqualifiedArn } from "../domain/function-arn.ts";
import { cloudCall } from "./cloud-call.ts";
import type { Questions } from "./inventory-questions.ts";
import { type TriggersByFunction, triggersByFunction } from "./triggers-by-function.ts";

export const permissions = ["scheduler:ListSchedules"] as const;

const OPERATION = "scheduler:ListSchedules";
/** The most that AWS takes. */
const PAGE_SIZE = 100;
/** An account may hold a million one-time schedules; reading on would take longer than the inventory may. */
const MOST_PAGES = 100;

/**
 * The schedules of EventBridge Scheduler, which calls with a role of its own and so shows in no function's policy.
 *
 * When it cannot be asked, that is noted for the account and no function is left unguarded: a function that nobody else is
 * seen to call has an unknown caller, and others who hand over events are braked as a schedule is. One whose only other
 * callers wait for their answer is told apart by the asynchronous events that its baseline has seen.
 * Schedules that call `lambda:Invoke` as a universal target name no function in this listing.
 */
export async function scheduleTriggers(
  client: SchedulerClient,
  open: Questions,
): Promise<TriggersByFunction> {
  const found = [];
  for (const { Arn = "", Target } of onePerGroup(await listed(client, open)))
    found.push({ targetArn: Target?.Arn ?? "", trigger: { kind: "schedule" as const, sourceArn: Arn } });
  return triggersByFunction(found);
}

/** Programs make schedules by the thousand; that there are some in a group is all that a brake needs to know. */
const onePerGroup = (schedules: readonly ScheduleSummary[]): readonly ScheduleSummary[] => [
  ...new Map(
    schedules
      .toReversed()
      .map((each) => [`${each.GroupName} ${unqualifiedArn(each.Target?.Arn ?? "")}`, each]),
  ).values(),
];

async function listed(client: SchedulerClient, open: Questions): Promise<readonly ScheduleSummary[]> {
  const schedules: ScheduleSummary[] = [];
  let NextToken: string | undefined;
  try {
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const page = await cloudCall(
        OPERATION,
        client.send(new ListSchedulesCommand({ MaxResults: PAGE_SIZE, NextToken })),
      );
      schedules.push(...(page.Schedules ?? []));
      NextToken = page.NextToken || undefined;
      if (NextToken === undefined) return schedules;
    }
    open.note(new CloudCallError(OPERATION, false, "TooManySchedules"));
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    open.note(error);
  }
  return schedules;
}
