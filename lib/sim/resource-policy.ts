import type { Arns } from "./arns.ts";
import type { FunctionSpec, TriggerSpec } from "./spec.ts";

type Statement = {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: "*" | { readonly Service: string };
  readonly Action: "lambda:InvokeFunction" | "lambda:InvokeFunctionUrl";
  readonly Resource: string;
  readonly Condition: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

const PUSHING_SERVICES: Readonly<Partial<Record<TriggerSpec["kind"], string>>> = {
  s3: "s3.amazonaws.com",
  sns: "sns.amazonaws.com",
  "event-rule": "events.amazonaws.com",
  schedule: "events.amazonaws.com",
  "api-gateway": "apigateway.amazonaws.com",
  "load-balancer": "elasticloadbalancing.amazonaws.com",
};

/**
 * Who may invoke the function, as `GetPolicy` tells; undefined without any statement. Mappings poll with the function's
 * own role, and callers of the same account need no statement: neither shows here.
 * @param alias each alias has a policy of its own; absent: that of the unpublished code
 */
export function resourcePolicy(
  spec: FunctionSpec,
  alias: string | undefined,
  arns: Arns,
  accountId: string,
): string | undefined {
  const Resource = arns.function(spec.functionName, alias);
  const statements = spec.triggers.flatMap((trigger, index): Statement[] => {
    if (trigger.alias !== alias) return [];
    if (trigger.kind === "function-url") return trigger.access === "public" ? publicUrl(Resource) : [];
    const service = PUSHING_SERVICES[trigger.kind];
    const sourceArn = arns.source(trigger);
    if (service === undefined || sourceArn === undefined) return [];
    // A bucket's name does not tell whose it is, so S3 statements name the account too.
    const owner = trigger.kind === "s3" ? { StringEquals: { "AWS:SourceAccount": accountId } } : {};
    return [
      {
        Sid: `${spec.functionName}-${trigger.kind}-${index}`,
        Effect: "Allow",
        Principal: { Service: service },
        Action: "lambda:InvokeFunction",
        Resource,
        Condition: { ...owner, ArnLike: { "AWS:SourceArn": sourceArn } },
      },
    ];
  });
  if (statements.length === 0) return undefined;
  return JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: statements });
}

/** Public URLs need both since October 2025. */
const publicUrl = (Resource: string): Statement[] => [
  {
    Sid: "FunctionURLAllowPublicAccess",
    Effect: "Allow",
    Principal: "*",
    Action: "lambda:InvokeFunctionUrl",
    Resource,
    Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
  },
  {
    Sid: "FunctionURLInvokeAllowPublicAccess",
    Effect: "Allow",
    Principal: "*",
    Action: "lambda:InvokeFunction",
    Resource,
    Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } },
  },
];
