import type { Log } from "../ports/log.ts";
import type { UsageMeter } from "../ports/usage-meter.ts";

/** CloudWatch Logs counts so many bytes with each line, besides its text. */
export const LINE_OVERHEAD_BYTES = 26;

/** One JSON object per line on standard output, which Lambda hands to CloudWatch Logs as it is; `meter` counts what it costs. */
export function jsonLog(functionName: string, meter?: UsageMeter): Log {
  const line =
    (level: string) =>
    (sentence: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      const text = JSON.stringify({ level, guardFunction: functionName, message: sentence, ...fields });
      meter?.count("logBytes", Buffer.byteLength(text) + LINE_OVERHEAD_BYTES);
      console.log(text);
    };
  return { info: line("INFO"), warn: line("WARN"), error: line("ERROR") };
}
