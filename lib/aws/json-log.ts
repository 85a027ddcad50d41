import type { Log } from "../ports/log.ts";

/** One JSON object per line on standard output, which Lambda hands to CloudWatch Logs as it is. */
export function jsonLog(functionName: string): Log {
  const line =
    (level: string) =>
    (sentence: string, fields: Readonly<Record<string, unknown>> = {}): void =>
      console.log(JSON.stringify({ level, guardFunction: functionName, message: sentence, ...fields }));
  return { info: line("INFO"), warn: line("WARN"), error: line("ERROR") };
}
