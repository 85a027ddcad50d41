import { handle } from "hono/aws-lambda";
import { createApi } from "../lib/http/api.ts";
import { wireApi } from "../lib/wire/api.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";

export const handler = handle(createApi(wireApi(surroundingsAtHome("api"))));
