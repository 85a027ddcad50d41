import { AwsError } from "../faces.ts";

/** Each service's own word for "IAM does not let you"; the others say AccessDeniedException. */
const DENIED_AS: Readonly<Record<string, string>> = {
  cloudwatch: "AccessDenied",
  sns: "AuthorizationError",
  sts: "AccessDenied",
};

/** @param operation as IAM writes it, `lambda:PutFunctionConcurrency` */
export function accessDenied(callerArn: string, operation: string): AwsError {
  const service = operation.split(":")[0] ?? "";
  return new AwsError(
    DENIED_AS[service] ?? "AccessDeniedException",
    `User: ${callerArn} is not authorized to perform: ${operation} because no identity-based policy allows the ${operation} action`,
    403,
  );
}
