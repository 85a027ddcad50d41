import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Template } from "../package/packaged-guard.ts";
import { statementsOf } from "../package/role-statements.ts";

export const SPOKE_TEMPLATE_PATH = "deploy/spoke.yml";

type SpokeTemplate = Template & {
  readonly Parameters: Readonly<Record<string, { readonly Default?: string }>>;
};

/** CloudFormation's short forms, as far as the template uses them. */
const shortForm = (name: string) => ({
  tag: `!${name}`,
  resolve: (value: string) => ({ [name === "Ref" ? name : `Fn::${name}`]: value }),
});
const CUSTOM_TAGS = [
  ...["Ref", "Sub", "GetAtt"].map(shortForm),
  { tag: "!Equals", collection: "seq" as const, resolve: (value: unknown) => ({ "Fn::Equals": value }) },
];

/** The template that owners of member accounts get, as CloudFormation reads it. */
export const spokeTemplate: SpokeTemplate = parse(readFileSync(SPOKE_TEMPLATE_PATH, "utf8"), {
  customTags: CUSTOM_TAGS,
});

/** What one of its two roles says. */
export const spokeStatements = (role: "Read" | "Actuate") => statementsOf(spokeTemplate, `spoke${role}`);
