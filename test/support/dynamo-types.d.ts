declare module "dynalite" {
  import type { Server } from "node:http";

  /** DynamoDB in this process. `createTableMs: 0`: a table can be used at once. */
  export default function dynalite(options?: { readonly createTableMs?: number }): Server;
}
