import { ok, type Result, refused } from "../domain/result.ts";

/** A number of a query string, 1 to `most`; left out it is the `usual` one. On failure: field, cure and value. */
export function wholeNumber(
  field: string,
  asked: string | undefined,
  { usual, most }: { readonly usual: number; readonly most: number },
): Result<number, string> {
  if (asked === undefined) return ok(usual);
  const number = /^\d{1,6}$/.test(asked) ? Number(asked) : 0;
  return number >= 1 && number <= most
    ? ok(number)
    : refused(`${field}: must be a whole number from 1 to ${most}, got ${asked}`);
}
