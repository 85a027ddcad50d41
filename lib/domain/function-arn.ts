/** The function that an ARN names, without its version or alias: `arn:aws:lambda:<region>:<account>:function:<name>`. */
export const unqualifiedArn = (functionArn: string): string => functionArn.split(":").slice(0, 7).join(":");

/** The version or alias that an ARN names; `$LATEST`, the unpublished code, when it names none. */
export const qualifierOf = (functionArn: string): string => functionArn.split(":")[7] ?? "$LATEST";
