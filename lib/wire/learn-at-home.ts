import type { LearnDeps } from "../app/learn.ts";
import { costExplorerClient } from "../aws/clients.ts";
import { costExplorerBilling } from "../aws/cost-explorer-billing.ts";
import { wireLearn } from "./learn.ts";
import type { Surroundings } from "./surroundings.ts";

export const wireLearnAtHome = (home: Surroundings): LearnDeps => ({
  ...wireLearn(home),
  billing: costExplorerBilling(costExplorerClient(home.place)),
});
