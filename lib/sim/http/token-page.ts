import { AwsError } from "../faces.ts";

/**
 * One page of a list, and the token of the next if there is one.
 * @throws {AwsError} ValidationException for a token that was not given out
 */
export function tokenPage<T>(
  all: readonly T[],
  token: string | null,
  pageSize: number,
): { readonly items: readonly T[]; readonly next: { readonly NextToken?: string } } {
  const from = Number(token ?? 0);
  if (!(Number.isInteger(from) && from >= 0)) throw new AwsError("ValidationException", "Invalid NextToken");
  const until = from + pageSize;
  return { items: all.slice(from, until), next: until < all.length ? { NextToken: String(until) } : {} };
}
