import { AwsError } from "./faces.ts";

/** Lists of the control plane hold at most so many entries. */
const LARGEST_PAGE = 50;

/** The page that `Marker` points to. @throws {AwsError} when it was not given out by us, or `MaxItems` is not positive */
export function page<T>(
  all: readonly T[],
  { Marker, MaxItems }: { Marker?: string | undefined; MaxItems?: number | undefined },
): { items: T[]; next: { NextMarker?: string } } {
  const start = Marker === undefined ? 0 : Number(Buffer.from(Marker, "base64url").toString("latin1"));
  if (!Number.isInteger(start) || start < 0 || start > all.length)
    throw new AwsError("InvalidParameterValueException", `Invalid Marker: ${Marker}`);
  if (MaxItems !== undefined && !(MaxItems >= 1))
    throw new AwsError("InvalidParameterValueException", `Invalid MaxItems: ${MaxItems}`);
  const end = start + Math.min(LARGEST_PAGE, MaxItems ?? LARGEST_PAGE);
  return {
    items: all.slice(start, end),
    next: end < all.length ? { NextMarker: Buffer.from(String(end), "latin1").toString("base64url") } : {},
  };
}
