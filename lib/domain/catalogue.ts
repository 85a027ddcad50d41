import type { Catalogue, FunctionProfile, UnansweredQuestion } from "./function-profile.ts";
import { type SourceRetention, UNKNOWN_RETENTION } from "./source-retention.ts";
import type { EpochMs } from "./time.ts";
import { isListedTrigger, isPolled, type Trigger } from "./trigger.ts";

/** What is asked for all functions at once; its failure concerns each of them until the next listing. */
export const MAPPINGS_LISTING = "lambda:ListEventSourceMappings";

/** The catalogue with some functions described anew, and what got no answer when they were asked about. */
export function withDescriptions(
  catalogue: Catalogue,
  { functions, unanswered }: Pick<Catalogue, "functions" | "unanswered">,
): Catalogue {
  const describedOf = byName(functions);
  return {
    ...catalogue,
    functions: catalogue.functions.map((profile) => describedOf.get(profile.functionName) ?? profile),
    unanswered: distinct([
      ...catalogue.unanswered.filter((question) => !isAbout(question, describedOf) || isOfListing(question)),
      ...unanswered,
    ]),
  };
}

/**
 * What two inventories know together, whichever was stored first: the functions of the later listing, each with its latest
 * description. Two runs at once thus lose nothing of each other. A description that is older than the listing and of another
 * revision is kept as an outdated one.
 */
export function mergedCatalogues(one: Catalogue, other: Catalogue): Catalogue {
  const [earlier, later] = one.takenAtMs <= other.takenAtMs ? [one, other] : [other, one];
  const before = byName(earlier.functions);
  const taken = new Map<string, FunctionProfile>();
  const functions = later.functions.map((listed) => {
    const described = before.get(listed.functionName);
    if (described === undefined || isNoOlder(listed.describedAtMs, described.describedAtMs)) return listed;
    taken.set(listed.functionName, described);
    return describedAs(listed, described, later.takenAtMs);
  });
  return {
    ...later,
    functions,
    unanswered: distinct([
      ...later.unanswered.filter((question) => !isAbout(question, taken) || isOfListing(question)),
      ...earlier.unanswered.filter((question) => isAbout(question, taken) && !isOfListing(question)),
    ]),
  };
}

/** What was never described is older than anything, itself included: of what was known before, something may be of use. */
const isNoOlder = (one: EpochMs | "never", other: EpochMs | "never"): boolean =>
  one !== "never" && (other === "never" || one >= other);

/** What was just listed, and of what was described the rest. */
function describedAs(
  listed: FunctionProfile,
  described: FunctionProfile,
  listedAtMs: EpochMs,
): FunctionProfile {
  const { describedAtMs } = described;
  // Described after the listing, it may be of a later revision than the listed one.
  const isOfThisRevision =
    described.revisionId === listed.revisionId || (describedAtMs !== "never" && describedAtMs >= listedAtMs);
  const isOutdated = describedAtMs !== "never" && (described.isOutdated || !isOfThisRevision);
  return {
    ...listed,
    tags: described.tags,
    reservedConcurrency: described.reservedConcurrency,
    provisionedConcurrency: described.provisionedConcurrency,
    maximumEventAgeSeconds: described.maximumEventAgeSeconds,
    recursionDetection: described.recursionDetection,
    hasFailureDestination: described.hasFailureDestination,
    describedAtMs,
    ...(isOutdated && { isOutdated }),
    triggers: [
      ...listed.triggers
        .filter(isListedTrigger)
        .map((trigger) => ({ ...retentionIn(described.triggers, trigger), ...trigger })),
      ...described.triggers.filter((trigger) => !isListedTrigger(trigger)),
    ],
  };
}

/** What was known of how long the source of this trigger keeps what is unread. */
function retentionIn(known: readonly Trigger[], trigger: Trigger): SourceRetention {
  const sameId = idOf(trigger);
  const same = sameId === undefined ? undefined : known.find((each) => idOf(each) === sameId);
  if (same === undefined) return UNKNOWN_RETENTION;
  return {
    ...("keepsForSeconds" in same && { keepsForSeconds: same.keepsForSeconds }),
    ...("maxReceiveCount" in same && { maxReceiveCount: same.maxReceiveCount }),
  };
}

const idOf = (trigger: Trigger): string | undefined => {
  if (isPolled(trigger)) return trigger.mappingId;
  return trigger.kind === "pipe" ? trigger.pipeName : undefined;
};

const byName = (functions: readonly FunctionProfile[]): ReadonlyMap<string, FunctionProfile> =>
  new Map(functions.map((profile) => [profile.functionName, profile]));

const isAbout = (
  { functionName }: UnansweredQuestion,
  functions: ReadonlyMap<string, FunctionProfile>,
): boolean => functionName !== undefined && functions.has(functionName);

const isOfListing = ({ operation }: UnansweredQuestion): boolean => operation === MAPPINGS_LISTING;

const distinct = (questions: readonly UnansweredQuestion[]): readonly UnansweredQuestion[] => [
  ...new Map(
    questions.map((each) => [`${each.functionName} ${each.operation} ${each.reason}`, each]),
  ).values(),
];
