/** Where a function lives. Empty texts: its ARN does not say, so no match on an account or a region means it. */
export type FunctionHome = { readonly region: string; readonly accountId: string };

/**
 * Reads the home from `arn:<partition>:lambda:<region>:<account>:function:<name>`, which AWS itself put together: unlike a
 * setting it cannot be that of another account.
 */
export function homeOf(functionArn: string): FunctionHome {
  const [, , , region = "", accountId = ""] = functionArn.split(":");
  return { region, accountId };
}
