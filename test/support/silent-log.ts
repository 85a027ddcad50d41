import type { Log } from "../../lib/ports/log.ts";

/** Keeps what was logged, for the tests that care. */
export function silentLog(): Log & {
  readonly lines: { level: string; sentence: string; fields: unknown }[];
} {
  const lines: { level: string; sentence: string; fields: unknown }[] = [];
  const keep = (level: string) => (sentence: string, fields?: unknown) =>
    void lines.push({ level, sentence, fields });
  return { lines, info: keep("info"), warn: keep("warn"), error: keep("error") };
}
