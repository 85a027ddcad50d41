import { writeFileSync } from "node:fs";
import { policyJsonSchema } from "../lib/policy/json-schema.ts";

/** Writes the JSON schema of the policy file anew; run it after a change of lib/policy/schema.ts, then `npm run format`. */
writeFileSync("schema/overcurrent.schema.json", `${JSON.stringify(policyJsonSchema(), undefined, 2)}\n`);
