import { handle } from "hono/aws-lambda";
import { createApi } from "../lib/http/api.ts";
import { wireApi } from "../lib/wire/api.ts";
import { metered } from "../lib/wire/metered.ts";
import { surroundingsAtHome } from "../lib/wire/surroundings.ts";

const home = surroundingsAtHome("api");

export const handler = metered(home)(handle(createApi(wireApi(home))));
