import { type EpochMs, HOUR_MS } from "../../../../lib/domain/time.ts";
import type { BeginGuarding } from "../guardian.ts";
import { limitsByFunction, tenfold } from "./alarm-stop.ts";
import { metricAlarms } from "./metric-alarms.ts";
import { stopFunction } from "./stop-function.ts";

/** From the mail to the person who reads it: a night. */
const SLEEP_MS = 8 * HOUR_MS;

/**
 * The alarm at 10x that sends a mail to a person asleep. Each mail is read 8 h after it was sent; if the function is still in
 * alarm then, the person sets its concurrency to 0 by hand. Fair to it: they open the console the very minute they wake, find the
 * function at once, and touch nothing whose alarm has passed meanwhile.
 */
export const sleepingPerson: BeginGuarding = async ({ metrics, control, clock, learned }) => {
  const evaluate = metricAlarms(metrics, clock, limitsByFunction(learned.history, tenfold));
  let alarmedBefore: ReadonlySet<string> = new Set();
  let unread: readonly { readonly functionName: string; readonly sentAtMs: EpochMs }[] = [];
  return {
    async tick() {
      const nowMs = clock();
      const alarmed = await evaluate();
      const fresh = [...alarmed].filter((functionName) => !alarmedBefore.has(functionName));
      unread = [...unread, ...fresh.map((functionName) => ({ functionName, sentAtMs: nowMs }))];
      alarmedBefore = alarmed;

      const read = unread.filter(({ sentAtMs }) => sentAtMs + SLEEP_MS <= nowMs);
      const undone: typeof read = (
        await Promise.all(
          read.map(async (mail) =>
            alarmed.has(mail.functionName) && !(await stopFunction(control, mail.functionName)) ? [mail] : [],
          ),
        )
      ).flat();
      unread = [...undone, ...unread.filter((mail) => !read.includes(mail))];
      return alarmed;
    },
  };
};
