import type { CallerIdentity } from "./caller-identity.ts";
import type { WireRequest } from "./wire.ts";

/** Who asks, and whether they are let in. */
export type Callers = {
  /** @throws {AwsError} for a key that nobody has or that is dead, and for what its owner may not do */
  admit(request: WireRequest, operation: string): CallerIdentity;
};

/** Whatever a request is signed with, it is this caller's. */
export const onlyCaller = (identity: CallerIdentity): Callers => ({ admit: () => identity });
