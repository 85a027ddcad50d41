import type { LambdaEvent } from "hono/aws-lambda";
import type { Operator } from "../domain/operator.ts";

/** Who sent this request, proven by whatever stands in front of the API; `undefined` when nobody is proven. */
export type Authenticator = (event: LambdaEvent) => Operator | undefined;

/**
 * The caller that API Gateway proved by its signature (routes with the `aws_iam` authorizer): the ARN of a user or of
 * an assumed role's session. Lambda is called only after IAM said yes; an event without the ARN came some other way.
 */
export const iamCaller: Authenticator = (event) => {
  if (!("requestContext" in event) || !("authorizer" in event.requestContext)) return undefined;
  const { authorizer } = event.requestContext;
  const userArn: unknown = authorizer && "iam" in authorizer ? authorizer.iam?.userArn : undefined;
  return typeof userArn === "string" && userArn.startsWith("arn:")
    ? { kind: "person", name: userArn }
    : undefined;
};
