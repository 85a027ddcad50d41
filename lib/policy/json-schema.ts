import { z } from "zod";
import { policyFileSchema } from "./schema.ts";

/** JSON schema of overcurrent.yml, so that editors complete and check it while it is written. */
export const policyJsonSchema = (): object => ({
  title: "Overcurrent guard policy",
  ...z.toJSONSchema(policyFileSchema, { io: "input" }),
});
