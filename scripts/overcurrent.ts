import "./quiet-sdk.ts";
import "../lib/cli/main.ts";
