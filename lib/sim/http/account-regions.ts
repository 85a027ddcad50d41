import { AwsError } from "../faces.ts";
import { parseJsonObject } from "./json-body.ts";
import type { RestRoute } from "./rest-json.ts";
import { NotSimulatedError } from "./wire.ts";

type OptStatus = "ENABLED" | "ENABLING" | "DISABLING" | "DISABLED" | "ENABLED_BY_DEFAULT";
type ListRegionsRequest = {
  readonly MaxResults?: number;
  readonly NextToken?: string;
  readonly RegionOptStatusContains?: readonly string[];
};

/** Also the largest MaxResults that AWS takes. */
const PAGE_SIZE = 50;
/** Regions that an account does not have unless it asks for them; whoever does not filter must notice. */
const NOT_ENABLED = ["af-south-1", "me-central-1"];

/** Account Management: the regions of an account, which are those that are served for it. */
export const accountRegionRoutes = (enabledRegions: () => readonly string[]): RestRoute[] => [
  {
    operation: "ListRegions",
    method: "POST",
    path: "/listRegions",
    query: [],
    answer: ({ body }) => ({ status: 200, body: listRegions(parseJsonObject(body), enabledRegions()) }),
  },
];

function listRegions(
  given: ListRegionsRequest & Readonly<Record<string, unknown>>,
  enabled: readonly string[],
) {
  const { MaxResults, NextToken, RegionOptStatusContains, ...others } = given;
  const unknown = Object.keys(others);
  if (unknown.length > 0) throw new NotSimulatedError(`account:ListRegions with ${unknown.join(", ")}`);
  const all = [...new Set([...enabled, ...NOT_ENABLED])].sort().map((RegionName) => ({
    RegionName,
    RegionOptStatus: (enabled.includes(RegionName) ? "ENABLED_BY_DEFAULT" : "DISABLED") satisfies OptStatus,
  }));
  const asked = all.filter(
    ({ RegionOptStatus }) => RegionOptStatusContains?.includes(RegionOptStatus) ?? true,
  );
  const from = Number(NextToken ?? 0);
  if (!(Number.isInteger(from) && from >= 0))
    throw new AwsError("ValidationException", "The NextToken is not valid.");
  const until = from + Math.min(MaxResults ?? PAGE_SIZE, PAGE_SIZE);
  return { Regions: asked.slice(from, until), ...(until < asked.length && { NextToken: String(until) }) };
}
