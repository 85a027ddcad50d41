import type { Trigger } from "./trigger.ts";

/** Somebody whom a function's resource policy lets invoke it. */
export type Invoker = {
  /** Service (`s3.amazonaws.com`), account or role ARN, or `*`. */
  readonly principal: string;
  /** The one source that the statement is limited to; `*` when it names none. */
  readonly sourceArn: string;
};

type Statement = {
  readonly Effect?: string;
  readonly Principal?: string | Readonly<Record<string, string | readonly string[]>>;
  readonly Action?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

/** Principal of EventBridge rules; whether one is a schedule or a pattern only EventBridge can say. */
export const EVENT_RULES_PRINCIPAL = "events.amazonaws.com";

/**
 * Who may invoke a function according to its resource policy, each once.
 * Statements that serve a function URL are left out: the URL is a trigger of its own.
 * @param policy the JSON text that `lambda:GetPolicy` returns
 * @throws {SyntaxError} when it is not JSON
 */
export function invokersOf(policy: string): readonly Invoker[] {
  const { Statement: statements = [] }: { Statement?: Statement | readonly Statement[] } = JSON.parse(policy);
  const invokers = [statements]
    .flat()
    .filter((statement) => statement.Effect === "Allow" && letsInvoke(statement) && !servesUrl(statement))
    .flatMap((statement) =>
      principalsOf(statement).map((principal) => ({ principal, sourceArn: sourceArnOf(statement) })),
    );
  return [
    ...new Map(invokers.map((invoker) => [`${invoker.principal} ${invoker.sourceArn}`, invoker])).values(),
  ];
}

/** An event rule is taken for a pattern here; see `EVENT_RULES_PRINCIPAL`. */
export function triggerOfInvoker({ principal, sourceArn }: Invoker): Trigger {
  switch (principal) {
    case "apigateway.amazonaws.com":
      return { kind: /\/authorizers\//.test(sourceArn) ? "authorizer" : "api-gateway", sourceArn };
    case "s3.amazonaws.com":
      return { kind: "s3", sourceArn };
    case "sns.amazonaws.com":
      return { kind: "sns", sourceArn };
    case EVENT_RULES_PRINCIPAL:
      return { kind: "event-rule", sourceArn };
    case "scheduler.amazonaws.com":
      return { kind: "schedule", sourceArn };
    case "elasticloadbalancing.amazonaws.com":
      return { kind: "load-balancer", sourceArn };
    case "cognito-idp.amazonaws.com":
    case "cognito-sync.amazonaws.com":
      return { kind: "cognito", sourceArn };
    case "edgelambda.amazonaws.com":
    case "replicator.lambda.amazonaws.com":
      return { kind: "lambda-at-edge", sourceArn };
    case "cloudformation.amazonaws.com":
      return { kind: "custom-resource", sourceArn };
    case "states.amazonaws.com":
      return { kind: "step-functions", sourceArn };
    default:
      return INTERACTIVE_SERVICES.has(principal)
        ? { kind: "interactive-service", sourceArn }
        : { kind: "unknown", principal };
  }
}

/** Services in which somebody waits for the answer: APIs, networks, calls, and talking machines. */
const INTERACTIVE_SERVICES = new Set([
  "alexa-appkit.auth.amazon.com",
  "alexa-connectedhome.amazon.com",
  "appsync.amazonaws.com",
  "bedrock.amazonaws.com",
  "connect.amazonaws.com",
  "lex.amazonaws.com",
  "lexv2.amazonaws.com",
  "vpc-lattice.amazonaws.com",
]);

const INVOKING = new Set(["lambda:InvokeFunction", "lambda:Invoke*", "lambda:*", "*"]);

const letsInvoke = ({ Action = [] }: Statement): boolean =>
  [Action].flat().some((action) => INVOKING.has(action));

/** Condition keys are case-insensitive. */
const conditionsOf = ({ Condition = {} }: Statement): readonly (readonly [string, unknown])[] =>
  Object.values(Condition).flatMap((keys) =>
    Object.entries(keys).map(([key, value]) => [key.toLowerCase(), value] as const),
  );

const servesUrl = (statement: Statement): boolean =>
  conditionsOf(statement).some(
    ([key]) => key === "lambda:functionurlauthtype" || key === "lambda:invokedviafunctionurl",
  );

function sourceArnOf(statement: Statement): string {
  const source = conditionsOf(statement).find(([key]) => key === "aws:sourcearn")?.[1];
  const arns = [source].flat();
  return arns.length === 1 && typeof arns[0] === "string" ? arns[0] : "*";
}

function principalsOf({ Principal = {} }: Statement): readonly string[] {
  return typeof Principal === "string" ? [Principal] : Object.values(Principal).flat();
}
