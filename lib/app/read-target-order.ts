import * as z from "zod";
import { OrderInvalidError } from "../domain/errors.ts";
import { TARGET_JOBS, type TargetOrder } from "../domain/target.ts";

const schema = z.object({
  job: z.enum(TARGET_JOBS),
  target: z.object({
    accountId: z.string(),
    region: z.string(),
    spoke: z
      .object({ readRoleArn: z.string(), actuateRoleArn: z.string(), externalId: z.string() })
      .exactOptional(),
  }),
  atMs: z.number(),
  moneyShare: z.number().min(0).max(1),
});

/**
 * The order in a message to the workers.
 * @throws {OrderInvalidError} when it is none: another version of the guard wrote it, or somebody else did
 */
export function readTargetOrder(message: string): TargetOrder {
  const parsed = schema.safeParse(jsonOf(message));
  if (!parsed.success) throw new OrderInvalidError(z.prettifyError(parsed.error));
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It is refused like any other message of the wrong shape.
    return undefined;
  }
}
