import { isEnabledState } from "../../../lib/domain/event-source.ts";
import type { ReservedConcurrency } from "../../../lib/domain/function-profile.ts";
import type { AccountFaces } from "../../../lib/sim/faces.ts";

/** Everything of a function that a brake may touch, as the account itself says. */
export type FunctionSettings = {
  readonly reserved: ReservedConcurrency;
  readonly mappings: readonly {
    readonly mappingId: string;
    /** AWS's own word; a mapping on its way is not yet where it was. */
    readonly state: string;
    readonly maximumConcurrency: number | "unlimited";
  }[];
};

export const snapshotSettings = ({ lambda }: AccountFaces, functionName: string): FunctionSettings => ({
  reserved: lambda.getFunctionConcurrency(functionName).ReservedConcurrentExecutions ?? "unreserved",
  mappings: lambda
    .listEventSourceMappings({ FunctionName: functionName })
    .EventSourceMappings.map(({ UUID, State, ScalingConfig }) => ({
      mappingId: UUID,
      state: State,
      maximumConcurrency: ScalingConfig?.MaximumConcurrency ?? "unlimited",
    })),
});

/** Whether a function may do less than it might before. */
export const isBraked = (before: FunctionSettings, now: FunctionSettings): boolean =>
  ceiling(now.reserved) < ceiling(before.reserved) ||
  before.mappings.some((mapping) => {
    const present = now.mappings.find(({ mappingId }) => mappingId === mapping.mappingId);
    return (
      present !== undefined &&
      ((isEnabledState(mapping.state) && !isEnabledState(present.state)) ||
        ceiling(present.maximumConcurrency) < ceiling(mapping.maximumConcurrency))
    );
  });

const ceiling = (limit: number | "unreserved" | "unlimited"): number =>
  typeof limit === "number" ? limit : Number.POSITIVE_INFINITY;

export const isSame = (before: FunctionSettings, now: FunctionSettings): boolean =>
  JSON.stringify(before) === JSON.stringify(now);
