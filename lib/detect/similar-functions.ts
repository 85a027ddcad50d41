import type { Baseline } from "../domain/baseline.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";

/** A function that has shown what it does. */
export type Peer = { readonly profile: FunctionProfile; readonly baseline: Baseline };

/** Fewer have no middle. */
const FEWEST = 3;
const STACK_TAG = "aws:cloudformation:stack-name";
/** `orders-create` and `orders-list` are family; `a-create` and `a-list` need not be. */
const SHORTEST_FAMILY_NAME = 3;

/**
 * The functions that tell most about what a new one will do: those with the same kinds of triggers in the same stack or with
 * the same beginning of the name; where these are fewer than three, all with the same kinds of triggers; else all.
 *
 * @returns three or more, or none
 */
export function similarFunctions(profile: FunctionProfile, peers: readonly Peer[]): readonly Peer[] {
  const others = peers.filter((peer) => peer.profile.functionName !== profile.functionName);
  const alike = others.filter((peer) => triggerKinds(peer.profile) === triggerKinds(profile));
  const family = alike.filter((peer) => isFamily(peer.profile, profile));
  return [family, alike, others].find(({ length }) => length >= FEWEST) ?? [];
}

const triggerKinds = ({ triggers }: FunctionProfile): string =>
  [...new Set(triggers.map(({ kind }) => kind))].sort().join(" ");

function isFamily(a: FunctionProfile, b: FunctionProfile): boolean {
  const stack = a.tags[STACK_TAG];
  if (stack !== undefined && stack === b.tags[STACK_TAG]) return true;
  const name = familyName(a);
  return name !== undefined && name === familyName(b);
}

function familyName({ functionName }: FunctionProfile): string | undefined {
  const [first = "", ...rest] = functionName.toLowerCase().split(/[-_]/);
  return rest.length > 0 && first.length >= SHORTEST_FAMILY_NAME ? first : undefined;
}
