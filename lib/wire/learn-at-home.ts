import type { LearnAtHomeDeps } from "../app/learn-at-home.ts";
import { costExplorerClient } from "../aws/clients.ts";
import { costExplorerBilling } from "../aws/cost-explorer-billing.ts";
import { guardedWorld } from "./guarded-world.ts";
import { wireLearn } from "./learn.ts";
import type { Surroundings } from "./surroundings.ts";

export function wireLearnAtHome(home: Surroundings): LearnAtHomeDeps {
  const learning = wireLearn(home);
  return {
    ...learning,
    billing: costExplorerBilling(costExplorerClient(home.place)),
    world: guardedWorld(home.environment, learning.policy),
    targets: home.stores.targets,
  };
}
