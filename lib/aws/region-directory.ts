import { type AccountClient, ListRegionsCommand } from "@aws-sdk/client-account";
import type { RegionDirectory } from "../ports/region-directory.ts";
import { allTokenPages } from "./all-pages.ts";
import { cloudCall } from "./cloud-call.ts";

export const permissions = ["account:ListRegions"] as const;

/** The regions of the account whose credentials are in use, as its owner has enabled them. Free of charge. */
export const accountRegionDirectory = (client: AccountClient): RegionDirectory => ({
  listEnabledRegions: async () => {
    const regions = await allTokenPages(
      (token) =>
        cloudCall(
          "account:ListRegions",
          client.send(
            new ListRegionsCommand({ ...token, RegionOptStatusContains: ["ENABLED", "ENABLED_BY_DEFAULT"] }),
          ),
        ),
      (page) => page.Regions,
    );
    return regions.flatMap(({ RegionName }) => RegionName ?? []);
  },
});
