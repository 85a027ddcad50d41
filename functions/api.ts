import { handle } from "hono/aws-lambda";
import { createApi } from "../lib/http/api.ts";
import { wireApi } from "../lib/wire.ts";

export const handler = handle(createApi(wireApi()));
