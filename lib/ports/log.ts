/** Structured log lines: one constant sentence and fields, nothing interpolated, nothing secret. */
export type Log = {
  info(sentence: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(sentence: string, fields?: Readonly<Record<string, unknown>>): void;
  error(sentence: string, fields?: Readonly<Record<string, unknown>>): void;
};
