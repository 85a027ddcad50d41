import * as z from "zod";
import { parseVariables, type Variables } from "./parse-variables.ts";

const apiUrl =
  "must be the ApiUrl that the deployment printed, such as https://a1b2c3.execute-api.eu-west-1.amazonaws.com";

const schema = z.object({
  OVERCURRENT_API_URL: z.url({ protocol: /^https?$/, error: apiUrl }).optional(),
  AWS_REGION: z.string().optional(),
  AWS_DEFAULT_REGION: z.string().optional(),
  NO_COLOR: z.string().optional(),
});

/** What the command line takes from the operator's environment. Credentials are the SDK's business. */
export type OperatorEnvironment = {
  readonly apiUrl?: string;
  readonly region?: string;
  /** Set and not empty: no colours, see https://no-color.org. */
  readonly noColor: boolean;
};

/** @throws {ConfigInvalidError} */
export function parseOperatorEnvironment(variables: Variables): OperatorEnvironment {
  const parsed = parseVariables(schema, variables, "Correct or unset it.");
  const region = parsed.AWS_REGION ?? parsed.AWS_DEFAULT_REGION;
  return {
    ...(parsed.OVERCURRENT_API_URL !== undefined && { apiUrl: parsed.OVERCURRENT_API_URL }),
    ...(region !== undefined && { region }),
    noColor: (parsed.NO_COLOR ?? "") !== "",
  };
}

/** The environment of this process. @throws {ConfigInvalidError} */
export const readOperatorEnvironment = (): OperatorEnvironment => parseOperatorEnvironment(process.env);
