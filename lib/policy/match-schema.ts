import * as z from "zod";

export const text = z.string().min(1).max(200);

const accountText = z.string({
  error: "is not a text; put the account in quotes, since YAML takes it for a number and drops leading zeros",
});

/** Twelve digits, kept as a text. */
export const account = accountText.regex(/^\d{12}$/, {
  error: 'is not an account; write its twelve digits in quotes, like "123456789012"',
});

export const region = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, { error: "is not a region; write it like eu-central-1" });

/** Which functions something is about. Every field that is given has to fit. */
export const match = z
  .strictObject({
    name: text.exactOptional().describe("Glob on the function name: * is any run of characters, ? is one."),
    tags: z.record(text, z.string()).exactOptional().describe("Tags that must all be set to these values."),
    stack: text
      .exactOptional()
      .describe("Glob on the name of its CloudFormation stack; functions without a stack do not match."),
    account: account
      .exactOptional()
      .describe('The account that it runs in: twelve digits in quotes, like "123456789012".'),
    region: region.exactOptional().describe("The region that it runs in, like eu-central-1."),
  })
  .refine((given) => Object.values(given).some((value) => value !== undefined), {
    error: 'matches nothing; give name, tags, stack, account or region (name: "*" matches every function)',
  });
