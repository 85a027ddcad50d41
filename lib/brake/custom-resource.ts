import type { FunctionProfile } from "../domain/function-profile.ts";

/** CloudFormation sets it by itself and nobody else can. */
const LOGICAL_ID_TAG = "aws:cloudformation:logical-id";

/**
 * Logical ids that the AWS CDK gives to the functions behind its custom resources. The eight digits at the end are its own
 * hash, so `CustomerHandler` is nobody's custom resource.
 */
const WRITTEN_BY_CDK: readonly RegExp[] = [
  /CustomResourceProvider/,
  /^Custom[A-Z].*Handler[0-9A-F]{8}$/,
  /framework(?:onEvent|isComplete|onTimeout)[0-9A-F]{8}$/,
  /^CustomCDKBucketDeployment[0-9A-F]{32}/,
  // Singletons, named by a fixed id: AwsCustomResource, log retention and bucket notifications.
  /^AWS679f53fac002430cb0da5b7982bd2287/,
  /^LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a/,
  /^BucketNotificationsHandler050a0587b7544547bf325f094a3db834/,
];

/**
 * Whether CloudFormation calls the function during a deployment, as far as its logical id tells. No resource policy shows
 * this caller: it comes with the rights of whoever deploys. A refused call leaves a stack waiting, for an hour by default,
 * and then rolls it back.
 *
 * A name that only looks like CDK's is taken for a custom resource, too. This fails toward spending: such a function is
 * alerted about and not stopped, and the plan says why. Handlers that people name themselves are not seen; their owner
 * declares them in the policy.
 */
export function isCustomResource({ tags }: FunctionProfile): boolean {
  const logicalId = tags[LOGICAL_ID_TAG];
  return logicalId !== undefined && WRITTEN_BY_CDK.some((pattern) => pattern.test(logicalId));
}
