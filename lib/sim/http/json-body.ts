import { AwsError } from "../faces.ts";

/** @throws {AwsError} SerializationException, when it is not JSON or no object */
export function parseJsonObject(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(body.toString("utf8"));
    if (typeof parsed === "object" && parsed !== null) return parsed as Record<string, unknown>;
  } catch {
    // Not JSON at all: answered below like any other body that is no object.
  }
  throw new AwsError("SerializationException", "Could not parse request body into json");
}
