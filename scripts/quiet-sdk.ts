/*
 * On Node 20 the AWS SDK prints eight lines about its future versions at each start. The version here is pinned, and
 * the deployed functions run on Node 22; between the answers of a command the advice would only be in the way.
 */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
